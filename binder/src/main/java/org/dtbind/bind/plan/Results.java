// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind.plan;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dtbind.aggregator.AggregatorPlan;
import org.dtbind.change.NeededModule;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.change.result.Result;
import org.dtbind.change.result.Result.Untouched;

/**
 * The results of requests that were carried out together: all of them, or none.
 *
 * @param entries one for each request, in order
 * @param aggregators the results for declared and pruned aggregators
 * @param notes about all of them, one per line
 */
public record Results(List<Entry> entries, List<AggregatorPlan> aggregators, List<String> notes) {

  /** Copies the lists. */
  public Results {
    entries = List.copyOf(entries);
    aggregators = List.copyOf(aggregators);
    notes = List.copyOf(notes);
  }

  /**
   * Creates the results of devices alone.
   *
   * @param entries one for each request, in order
   * @param notes about all of them, one per line
   */
  public Results(List<Entry> entries, List<String> notes) {
    this(entries, List.of(), notes);
  }

  /**
   * {@return these results with those of aggregators}
   *
   * @param plans of them
   */
  public Results with(List<AggregatorPlan> plans) {
    return new Results(entries, plans, notes);
  }

  /**
   * {@return these results with other results of devices}
   *
   * @param others in the same order
   */
  public Results withEntries(List<Entry> others) {
    return new Results(others, aggregators, notes);
  }

  /**
   * {@return these results with another result of the first request}
   *
   * @param outcome of the first request
   */
  public Results withFirst(Result<DeviceSubject> outcome) {
    List<Entry> others = new ArrayList<>(entries);
    String wanted = others.isEmpty() ? "" : others.remove(0).wanted();
    others.add(0, new Entry(wanted, outcome));
    return withEntries(others);
  }

  /**
   * One result.
   *
   * @param wanted the device as the request names it
   * @param result its result
   */
  public record Entry(String wanted, Result<DeviceSubject> result) {

    /** {@return the plan; empty if there is nothing to do} */
    public Optional<DevicePlan> plan() {
      return DevicePlan.of(result);
    }
  }

  /**
   * {@return the writes for an IOMMU group in order, one per line: those of its devices are
   * interleaved}
   *
   * @param group its number
   */
  public List<String> together(int group) {
    List<Plan> plans = new ArrayList<>();
    for (Entry entry : entries) {
      entry
          .plan()
          .filter(planned -> planned.group().filter(number -> number == group).isPresent())
          .ifPresent(planned -> plans.add(planned.plan()));
    }
    Set<String> first = new LinkedHashSet<>();
    plans.forEach(plan -> plan.files().forEach(change -> first.add(change.text())));
    plans.forEach(plan -> plan.module().map(NeededModule::text).ifPresent(first::add));
    List<String> lines = new ArrayList<>(first);
    for (int phase = 0; phase < Plan.PHASES; phase++) {
      for (Plan plan : plans) {
        int begin = phase == 0 ? 0 : plan.end(phase - 1);
        plan.steps().subList(begin, plan.end(phase)).forEach(step -> lines.add(step.text()));
      }
    }
    return lines;
  }

  /** {@return the exit status of a program: the worst one, or the first failure} */
  public ExitStatus exit() {
    List<ExitStatus> exits = new ArrayList<>();
    entries.forEach(entry -> exits.add(entry.result().exit()));
    aggregators.forEach(plan -> exits.add(plan.result().exit()));
    return exits.contains(ExitStatus.NOT_RESTORED)
        ? ExitStatus.NOT_RESTORED
        : exits.stream()
            .filter(exit -> exit != ExitStatus.DONE)
            .findFirst()
            .orElse(ExitStatus.DONE);
  }

  /** {@return whether anything remains to be written} */
  public boolean pending() {
    return devicesPending() || aggregators.stream().anyMatch(AggregatorPlan::pending);
  }

  /** {@return whether anything remains to be written to a device} */
  public boolean devicesPending() {
    return entries.stream().anyMatch(entry -> entry.result().pending());
  }

  /** {@return whether files remain to be changed} */
  public boolean changesFiles() {
    return entries.stream()
        .flatMap(entry -> entry.plan().stream())
        .anyMatch(plan -> !plan.files().isEmpty());
  }

  /** {@return whether none of them failed} */
  public boolean good() {
    return exit() == ExitStatus.DONE;
  }

  /**
   * {@return these results if one failed before anything was written: the others are left alone}
   */
  public Results withoutPlans() {
    return new Results(
        entries.stream()
            .map(
                entry ->
                    entry.result().pending() ? new Entry(entry.wanted(), new Untouched<>()) : entry)
            .toList(),
        aggregators.stream()
            .map(plan -> plan.pending() ? plan.ended(new Untouched<>()) : plan)
            .toList(),
        notes);
  }
}
