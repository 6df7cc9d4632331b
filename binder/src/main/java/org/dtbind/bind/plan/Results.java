// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.dtbind.aggregator.AggregatorPlan;
import org.dtbind.aggregator.AggregatorSubject;
import org.dtbind.change.ChangeSet.Part;
import org.dtbind.change.NamedResult;
import org.dtbind.change.Outcome;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Result;
import org.dtbind.change.result.Result.Untouched;
import org.dtbind.kernel.Attempt.Nothing;

/**
 * The results of requests that were carried out together: all of them, or none.
 *
 * @param entries one result for each request, in order
 * @param aggregators one result for each declared or pruned aggregator
 * @param whole the result of what belongs to no single request, such as the lock; {@link
 *     Result.Untouched} if there is only one request, because its own result is then complete
 */
public record Results(
    List<NamedResult<DeviceSubject>> entries,
    List<NamedResult<AggregatorSubject>> aggregators,
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
   */
  public Results(List<NamedResult<DeviceSubject>> entries, List<String> notes) {
    this(entries, List.of(), new Untouched<>(), notes);
  }

  public Results with(List<NamedResult<AggregatorSubject>> results) {
    return new Results(entries, results, whole, notes);
  }

  /** {@return the plans for devices, in order} */
  public List<DevicePlan> plans() {
    return entries.stream().flatMap(entry -> DevicePlan.of(entry.result()).stream()).toList();
  }

  /** {@return the changes that fulfill the plans} */
  public List<Part<?>> parts() {
    return Stream.concat(entries.stream(), aggregators.stream())
        .<Part<?>>flatMap(one -> one.part().stream())
        .toList();
  }

  /** {@return the writes for an IOMMU group, as in {@link Plan#text(List)}} */
  public List<String> together(int group) {
    return Plan.text(
        plans().stream()
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
    aggregators.forEach(one -> exits.add(one.result().exit()));
    return exits.contains(ExitStatus.NOT_RESTORED)
        ? ExitStatus.NOT_RESTORED
        : exits.stream()
            .filter(exit -> exit != ExitStatus.DONE)
            .findFirst()
            .orElse(ExitStatus.DONE);
  }

  /** {@return whether any of the plans is still to be carried out} */
  public boolean pending() {
    return devicesPending() || aggregators.stream().anyMatch(one -> one.result().pending());
  }

  /** {@return whether any of the plans for devices is still to be carried out} */
  public boolean devicesPending() {
    return entries.stream().anyMatch(entry -> entry.result().pending());
  }

  /** {@return whether plans may change what is restored at boot} */
  public boolean changesBoot() {
    return plans().stream().anyMatch(plan -> !plan.files().isEmpty())
        || aggregators.stream()
            .flatMap(one -> AggregatorPlan.of(one.result()).stream())
            .anyMatch(plan -> plan.removedDeclaration().isPresent());
  }

  /** {@return whether no request failed} */
  public boolean good() {
    return exit() == ExitStatus.DONE;
  }

  /** {@return whether there is only one request} */
  private boolean isOne() {
    return entries.size() + aggregators.size() == 1;
  }

  /**
   * {@return these results if all requests were rejected together, before anything was written}
   *
   * @param why the reason
   */
  public Results rejected(Problem why) {
    if (!isOne()) {
      Results others = withoutPlans();
      return new Results(others.entries, others.aggregators, Result.rejected(why), notes);
    }
    return new Results(
        entries.stream().map(entry -> entry.rejected(why)).toList(),
        aggregators.stream().map(one -> one.rejected(why)).toList(),
        whole,
        notes);
  }

  /**
   * {@return these results if one request failed before anything was written: the others are
   * untouched}
   */
  public Results withoutPlans() {
    return new Results(
        entries.stream().map(NamedResult::withoutPlan).toList(),
        aggregators.stream().map(NamedResult::withoutPlan).toList(),
        whole,
        notes);
  }

  /** {@return these results after the changes that fulfill the plans} */
  public Results ended(Outcome changes) {
    Outcome outcome = isOne() ? changes.ofOne() : changes;
    Result<Nothing> rest = outcome.whole();
    return new Results(
        entries.stream().map(entry -> entry.ended(outcome)).toList(),
        aggregators.stream().map(one -> one.ended(outcome)).toList(),
        rest,
        Stream.concat(notes.stream(), rest.notes().stream()).toList());
  }
}
