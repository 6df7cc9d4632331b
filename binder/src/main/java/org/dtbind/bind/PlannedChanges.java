// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    return planned.good() ? parts(devices(executor)) : List.of();
  }

  private List<Part<?>> parts(List<Optional<DevicePart>> devices) {
    return Stream.<Part<?>>concat(
            devices.stream().flatMap(Optional::stream),
            planned.aggregators().stream().filter(AggregatorPlan::pending))
        .toList();
  }

  /** Returns the change for each entry; empty if there is nothing to do. */
  private List<Optional<DevicePart>> devices(Executor executor) {
    List<DevicePlan> plans =
        planned.entries().stream().flatMap(entry -> entry.plan().stream()).toList();
    WritableKernel kernel = executor.kernel();
    SharedReadings shared = new SharedReadings(kernel, plans);
    Set<Integer> owned = new HashSet<>();
    List<Optional<DevicePart>> devices = new ArrayList<>();
    for (Results.Entry entry : planned.entries()) {
      devices.add(
          entry
              .plan()
              .map(
                  plan ->
                      new DeviceChange(
                          kernel,
                          plan,
                          shared,
                          // Only the first device of a group verifies the group.
                          plan.group().filter(group -> usesVfio(plans, group)).filter(owned::add),
                          executor.timeout()))
              .map(change -> new DevicePart(change, entry.result().notes())));
    }
    return devices;
  }

  private static boolean usesVfio(List<DevicePlan> plans, int group) {
    return plans.stream()
        .filter(one -> one.group().filter(number -> number == group).isPresent())
        .anyMatch(one -> one.plan().driver().filter(GenericDriver::isVfio).isPresent());
  }

  @Override
  public Results carryOut(Executor executor, LoadedModules modules) {
    List<Optional<DevicePart>> devices = devices(executor);
    Outcome outcome = executor.run(parts(devices), modules);
    boolean only = planned.isOne();
    Result<Nothing> whole = only ? planned.whole() : outcome.whole();
    List<Results.Entry> entries = new ArrayList<>();
    for (int i = 0; i < devices.size(); i++) {
      Results.Entry entry = planned.entries().get(i);
      entries.add(
          devices
              .get(i)
              .map(part -> new Results.Entry(entry.wanted(), outcome.result(part, only)))
              .orElse(entry));
    }
    return new Results(
        entries,
        planned.aggregators().stream()
            .map(plan -> plan.pending() ? plan.ended(outcome, only) : plan)
            .toList(),
        whole,
        Stream.concat(planned.notes().stream(), whole.notes().stream()).toList());
  }
}
