// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import java.util.ArrayList;
import java.util.List;
import org.dtbind.aggregator.AggregatorOutcome;
import org.dtbind.aggregator.AggregatorPlan;
import org.dtbind.bind.Outcome.NotTried;
import org.dtbind.bind.Outcome.Planned;
import org.dtbind.change.ExitStatus;

/**
 * What came of wishes that were to be fulfilled together: all of them, or none.
 *
 * @param entries a wish each, in order
 * @param aggregators what came of those that are declared, and of those that are pruned
 * @param notes what is worth knowing about all of them, a line each
 */
public record Outcomes(List<Entry> entries, List<AggregatorPlan> aggregators, List<String> notes) {

  /** Copies the lists. */
  public Outcomes {
    entries = List.copyOf(entries);
    aggregators = List.copyOf(aggregators);
    notes = List.copyOf(notes);
  }

  /**
   * Creates those of devices alone.
   *
   * @param entries a wish each, in order
   * @param notes what is worth knowing about all of them, a line each
   */
  public Outcomes(List<Entry> entries, List<String> notes) {
    this(entries, List.of(), notes);
  }

  /** {@return the same with those of aggregators} */
  Outcomes with(List<AggregatorPlan> plans) {
    return new Outcomes(entries, plans, notes);
  }

  /** {@return the same with others of devices} */
  Outcomes withEntries(List<Entry> others) {
    return new Outcomes(others, aggregators, notes);
  }

  /** {@return the same with another answer to the first request} */
  Outcomes withFirst(Outcome outcome) {
    List<Entry> others = new ArrayList<>(entries);
    String wanted = others.isEmpty() ? "" : others.remove(0).wanted();
    others.add(0, new Entry(wanted, outcome));
    return withEntries(others);
  }

  /**
   * What came of one.
   *
   * @param wanted the device as it was named
   * @param outcome of it
   */
  public record Entry(String wanted, Outcome outcome) {}

  /**
   * {@return what a program that ends with it tells its caller: the worst, or the first failure}
   */
  public ExitStatus exit() {
    List<ExitStatus> exits = new ArrayList<>();
    entries.forEach(entry -> exits.add(entry.outcome().exit()));
    aggregators.forEach(plan -> exits.add(plan.outcome().exit()));
    return exits.contains(ExitStatus.NOT_RESTORED)
        ? ExitStatus.NOT_RESTORED
        : exits.stream()
            .filter(exit -> exit != ExitStatus.DONE)
            .findFirst()
            .orElse(ExitStatus.DONE);
  }

  /** {@return whether something is still to be written} */
  public boolean pending() {
    return devicesPending() || aggregators.stream().anyMatch(AggregatorPlan::pending);
  }

  /** {@return whether something is still to be written to a device} */
  boolean devicesPending() {
    return entries.stream().anyMatch(entry -> entry.outcome() instanceof Planned);
  }

  /** {@return whether files are to be changed} */
  boolean changesFiles() {
    for (Entry entry : entries) {
      if (entry.outcome() instanceof Planned planned && !planned.plan().files().isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** {@return whether none of them failed} */
  boolean good() {
    return exit() == ExitStatus.DONE;
  }

  /** {@return the same where one failed before anything was written: the others are left alone} */
  Outcomes withoutPlans() {
    return new Outcomes(
        entries.stream()
            .map(
                entry ->
                    entry.outcome() instanceof Planned
                        ? new Entry(entry.wanted(), new NotTried())
                        : entry)
            .toList(),
        aggregators.stream()
            .map(plan -> plan.pending() ? plan.ended(new AggregatorOutcome.NotTried()) : plan)
            .toList(),
        notes);
  }
}
