// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.aggregator.AggregatorPlan;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Result;
import org.dtbind.change.result.Result.Untouched;
import org.dtbind.kernel.Attempt.Nothing;

/**
 * The results of requests that were carried out together: all of them, or none.
 *
 * @param entries one result for each request, in order
 * @param aggregators the results for declared and pruned aggregators
 * @param whole the result of what belongs to no single request, such as the lock; {@link
 *     Result.Untouched} if there is only one request, because its own result is then complete
 * @param notes notes about all results, one per line
 */
public record Results(
    List<Entry> entries,
    List<AggregatorPlan> aggregators,
    Result<Nothing> whole,
    List<String> notes) {

  /** Copies the lists. */
  public Results {
    entries = List.copyOf(entries);
    aggregators = List.copyOf(aggregators);
    notes = List.copyOf(notes);
  }

  /**
   * Creates results without aggregators.
   *
   * @param entries one result for each request, in order
   * @param notes notes about all results, one per line
   */
  public Results(List<Entry> entries, List<String> notes) {
    this(entries, List.of(), new Untouched<>(), notes);
  }

  /**
   * {@return these results with the results of aggregators}
   *
   * @param plans the plans with the results
   */
  public Results with(List<AggregatorPlan> plans) {
    return new Results(entries, plans, whole, notes);
  }

  /**
   * The result of one request.
   *
   * @param wanted the device as the request names it
   * @param result the result for this device
   */
  public record Entry(String wanted, Result<DeviceSubject> result) {

    /** {@return the plan; empty if there is nothing to do} */
    public Optional<DevicePlan> plan() {
      return DevicePlan.of(result);
    }
  }

  /**
   * {@return the writes for an IOMMU group, as in {@link Plan#text(List)}}
   *
   * @param group the number of the group
   */
  public List<String> together(int group) {
    return Plan.text(
        entries.stream()
            .flatMap(entry -> entry.plan().stream())
            .filter(planned -> planned.group().filter(number -> number == group).isPresent())
            .map(DevicePlan::plan)
            .toList());
  }

  /**
   * {@return the exit status of a program: {@link ExitStatus#NOT_RESTORED} if it occurs, otherwise
   * the first failure}
   */
  public ExitStatus exit() {
    List<ExitStatus> exits = new ArrayList<>(List.of(whole.exit()));
    entries.forEach(entry -> exits.add(entry.result().exit()));
    aggregators.forEach(plan -> exits.add(plan.result().exit()));
    return exits.contains(ExitStatus.NOT_RESTORED)
        ? ExitStatus.NOT_RESTORED
        : exits.stream()
            .filter(exit -> exit != ExitStatus.DONE)
            .findFirst()
            .orElse(ExitStatus.DONE);
  }

  /** {@return whether any of the plans is still to be carried out} */
  public boolean pending() {
    return devicesPending() || aggregators.stream().anyMatch(AggregatorPlan::pending);
  }

  /** {@return whether any of the plans for devices is still to be carried out} */
  public boolean devicesPending() {
    return entries.stream().anyMatch(entry -> entry.result().pending());
  }

  /** {@return whether plans may change what is restored at boot} */
  public boolean changesBoot() {
    return entries.stream()
            .flatMap(entry -> entry.plan().stream())
            .anyMatch(plan -> !plan.files().isEmpty())
        || aggregators.stream().anyMatch(plan -> plan.removedDeclaration().isPresent());
  }

  /** {@return whether no request failed} */
  public boolean good() {
    return exit() == ExitStatus.DONE;
  }

  /** {@return whether there is only one request} */
  public boolean isOne() {
    return entries.size() + aggregators.size() == 1;
  }

  /**
   * {@return these results if all requests were refused together, before anything was written}
   *
   * @param why the reason
   */
  public Results refused(Problem why) {
    if (!isOne()) {
      Results others = withoutPlans();
      return new Results(others.entries, others.aggregators, Result.rejected(why), notes);
    }
    return new Results(
        entries.stream().map(entry -> new Entry(entry.wanted(), Result.rejected(why))).toList(),
        aggregators.stream().map(plan -> plan.ended(Result.rejected(why))).toList(),
        whole,
        notes);
  }

  /**
   * {@return these results if one request failed before anything was written: the others are
   * untouched}
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
        whole,
        notes);
  }
}
