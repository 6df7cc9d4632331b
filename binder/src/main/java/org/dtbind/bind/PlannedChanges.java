// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.dtbind.aggregator.AggregatorPlan;
import org.dtbind.bind.change.DeviceChange;
import org.dtbind.bind.change.DevicePart;
import org.dtbind.bind.change.SharedReadings;
import org.dtbind.bind.plan.DevicePlan;
import org.dtbind.bind.plan.Results;
import org.dtbind.change.ChangePlan;
import org.dtbind.change.ChangeSet.Part;
import org.dtbind.change.Executor;
import org.dtbind.change.LoadedModules;
import org.dtbind.change.Outcome;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Result;
import org.dtbind.kernel.Attempt.Nothing;
import org.dtbind.kernel.WritableKernel;
import org.dtbind.linux.GenericDriver;

/**
 * The plans for devices and aggregators, which are carried out together.
 *
 * @param planner makes the plans
 * @param journal whether a journal existed: even a refusal may then be wrong
 */
record PlannedChanges(
    Binder binder, Function<ActualState, Results> planner, Results planned, boolean journal)
    implements ChangePlan<Results> {

  @Override
  public boolean pending() {
    return journal || planned.good() && planned.pending();
  }

  @Override
  public Results unchanged() {
    return planned.withoutPlans();
  }

  @Override
  public Results refused(Problem why) {
    return planned.refused(why);
  }

  @Override
  public PlannedChanges again(LoadedModules modules) {
    return new PlannedChanges(binder, planner, binder.planned(planner), false);
  }

  @Override
  public List<Part<?>> parts(Executor executor) {
    return planned.good() ? parts(devices(executor, planned)) : List.of();
  }

  private List<Part<?>> parts(List<DevicePart> devices) {
    List<Part<?>> parts = new ArrayList<>(devices);
    planned.aggregators().stream().filter(AggregatorPlan::pending).forEach(parts::add);
    return parts;
  }

  private static List<DevicePart> devices(Executor executor, Results planned) {
    List<Results.Entry> entries =
        planned.entries().stream().filter(entry -> entry.result().pending()).toList();
    List<DevicePlan> plans = entries.stream().flatMap(entry -> entry.plan().stream()).toList();
    WritableKernel kernel = executor.kernel();
    SharedReadings shared = new SharedReadings(kernel, plans);
    List<DevicePart> devices = new ArrayList<>();
    for (int i = 0; i < plans.size(); i++) {
      devices.add(
          new DevicePart(
              new DeviceChange(kernel, plans.get(i), shared, owned(plans, i), executor.timeout()),
              entries.get(i).result().notes()));
    }
    return List.copyOf(devices);
  }

  /**
   * Returns the IOMMU group to verify after its devices are changed, for the first device of that
   * group; empty for other devices, and if no device of the group is bound to VFIO.
   */
  private static Optional<Integer> owned(List<DevicePlan> plans, int first) {
    Optional<Integer> group = plans.get(first).group();
    if (group.isEmpty() || first > 0 && plans.get(first - 1).group().equals(group)) {
      return Optional.empty();
    }
    return group.filter(
        number ->
            plans.stream()
                .filter(one -> one.group().equals(group))
                .anyMatch(one -> one.plan().driver().filter(GenericDriver::isVfio).isPresent()));
  }

  @Override
  public Results carryOut(Executor executor, LoadedModules modules) {
    List<DevicePart> devices = devices(executor, planned);
    Outcome outcome = executor.run(parts(devices), modules);
    boolean only = planned.isOne();
    Result<Nothing> whole = only ? planned.whole() : outcome.whole();
    Iterator<DevicePart> pending = devices.iterator();
    return new Results(
        planned.entries().stream()
            .map(
                entry ->
                    entry.result().pending()
                        ? new Results.Entry(entry.wanted(), outcome.result(pending.next(), only))
                        : entry)
            .toList(),
        planned.aggregators().stream()
            .map(plan -> plan.pending() ? plan.ended(outcome, only) : plan)
            .toList(),
        whole,
        Stream.concat(planned.notes().stream(), whole.notes().stream()).toList());
  }
}
