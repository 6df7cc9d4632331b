// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.dtbind.aggregator.AggregatorPlan;
import org.dtbind.bind.change.DeviceChange;
import org.dtbind.bind.change.SharedChips;
import org.dtbind.bind.plan.DevicePlan;
import org.dtbind.bind.plan.Drivers;
import org.dtbind.bind.plan.Results;
import org.dtbind.change.Change;
import org.dtbind.change.ChangeSet;
import org.dtbind.change.ChangeSet.Part;
import org.dtbind.change.Executed;
import org.dtbind.change.Executor;
import org.dtbind.change.FileChange;
import org.dtbind.change.LoadedModules;
import org.dtbind.change.NodesChange;
import org.dtbind.change.NodesEntry.GivenNode;
import org.dtbind.kernel.Kernel;
import org.dtbind.linux.GenericDriver;

/**
 * Carries out the plans for devices and aggregators as one {@link ChangeSet}, and gives each of
 * them its result.
 */
final class PlannedChanges {

  private final Executor executor;
  private final Results planned;
  private final List<DeviceChange> devices;
  private final List<AggregatorPlan> plans;

  /** Creates the changes; the caller holds the lock. */
  PlannedChanges(Executor executor, Results planned) {
    this.executor = executor;
    this.planned = planned;
    this.devices = devices(executor, planned);
    this.plans = planned.aggregators().stream().filter(AggregatorPlan::pending).toList();
  }

  private static List<DeviceChange> devices(Executor executor, Results planned) {
    List<Results.Entry> entries =
        planned.entries().stream().filter(entry -> entry.result().pending()).toList();
    List<DevicePlan> plans = entries.stream().flatMap(entry -> entry.plan().stream()).toList();
    Kernel kernel = executor.kernel();
    SharedChips chips =
        new SharedChips(
            kernel, plans.stream().filter(one -> one.plan().chip().isPresent()).count());
    Map<String, List<String>> drivers = new HashMap<>();
    List<DeviceChange> devices = new ArrayList<>();
    for (int i = 0; i < plans.size(); i++) {
      String bus = plans.get(i).plan().before().bus();
      devices.add(
          new DeviceChange(
              kernel,
              plans.get(i),
              entries.get(i).result().notes(),
              executor.timeout(),
              drivers.computeIfAbsent(bus, any -> Drivers.of(kernel, bus)),
              chips,
              owned(plans, i)));
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

  Results make() {
    List<Part<?>> parts = new ArrayList<>(devices);
    parts.addAll(plans);
    Executed executed = executor.run(set(), new LoadedModules(executor.kernel()));
    Iterator<DeviceChange> pending = devices.iterator();
    return new Results(
        planned.entries().stream()
            .map(
                entry ->
                    entry.result().pending()
                        ? new Results.Entry(entry.wanted(), executed.result(pending.next(), parts))
                        : entry)
            .toList(),
        planned.aggregators().stream()
            .map(plan -> plan.pending() ? plan.ended(executed.result(plan, parts)) : plan)
            .toList(),
        planned.notes());
  }

  private ChangeSet set() {
    List<DevicePlan> all =
        planned.entries().stream().flatMap(entry -> entry.plan().stream()).toList();
    AggregatorPlan.shareDeletedDevices(plans);
    List<Change> changes = new ArrayList<>();
    plans.forEach(plan -> plan.deletion().ifPresent(changes::add));
    changes.addAll(devices);
    plans.forEach(plan -> plan.creation().ifPresent(changes::add));
    List<FileChange> files = all.stream().flatMap(one -> one.plan().files().stream()).toList();
    Stream<GivenNode> ofDevices = all.stream().flatMap(one -> one.plan().owners().given().stream());
    Stream<GivenNode> ofAggregators =
        plans.stream()
            .flatMap(plan -> plan.changes().stream())
            .flatMap(change -> change.givenNodes().stream());
    List<GivenNode> nodes = Stream.concat(ofDevices, ofAggregators).toList();
    return ChangeSet.of(
        executor.kernel(), changes, files, NodesChange.of(executor.kernel(), nodes));
  }
}
