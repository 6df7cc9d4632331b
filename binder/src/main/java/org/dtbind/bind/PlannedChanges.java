// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
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
import org.dtbind.change.result.Problem;
import org.dtbind.linux.GenericDriver;

/**
 * The plans for devices and aggregators, which are carried out together.
 *
 * @param planner makes the plans
 * @param journal whether a journal existed: even a rejection may then be wrong
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
  public Results rejected(Problem why) {
    return planned.rejected(why);
  }

  @Override
  public PlannedChanges again(LoadedModules modules) {
    return new PlannedChanges(binder, planner, binder.planned(planner), false);
  }

  @Override
  public List<Part<?>> parts(Executor executor) {
    return planned.good() ? changes(executor).parts() : List.of();
  }

  /** Returns the plans with the changes that fulfill them. */
  private Results changes(Executor executor) {
    SharedReadings shared = new SharedReadings(executor.kernel(), planned.plans());
    Set<Integer> owned = new HashSet<>();
    return new Results(
        planned.entries().stream()
            .map(
                entry ->
                    entry.with(
                        DevicePlan.of(entry.result())
                            .map(plan -> change(executor, plan, shared, owned))
                            .map(change -> new DevicePart(change, entry.result().notes()))))
            .toList(),
        planned.aggregators().stream()
            .map(one -> one.with(AggregatorPlan.of(one.result())))
            .toList(),
        planned.whole(),
        planned.notes());
  }

  /** Only the first device of a group, which is then added to {@code owned}, verifies the group. */
  private DeviceChange change(
      Executor executor, DevicePlan plan, SharedReadings shared, Set<Integer> owned) {
    return new DeviceChange(
        executor.kernel(),
        plan,
        shared,
        plan.group().filter(this::usesVfio).filter(owned::add),
        executor.timeout());
  }

  private boolean usesVfio(int group) {
    return planned.plans().stream()
        .filter(one -> one.group().filter(number -> number == group).isPresent())
        .anyMatch(one -> one.plan().driver().filter(GenericDriver::isVfio).isPresent());
  }

  @Override
  public Results carryOut(Executor executor, LoadedModules modules) {
    Results changes = changes(executor);
    return changes.ended(executor.run(changes.parts(), modules));
  }
}
