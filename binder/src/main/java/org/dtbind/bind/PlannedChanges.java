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
import org.dtbind.aggregator.AggregatorChange;
import org.dtbind.aggregator.AggregatorPlan;
import org.dtbind.aggregator.AggregatorSubject;
import org.dtbind.bind.change.DeviceChange;
import org.dtbind.bind.change.SharedChips;
import org.dtbind.bind.plan.ChangedDevice;
import org.dtbind.bind.plan.DevicePlan;
import org.dtbind.bind.plan.DeviceSubject;
import org.dtbind.bind.plan.Drivers;
import org.dtbind.bind.plan.Results;
import org.dtbind.change.Change;
import org.dtbind.change.ChangeSet;
import org.dtbind.change.Executed;
import org.dtbind.change.Executed.RolledBack;
import org.dtbind.change.Executor;
import org.dtbind.change.FileChange;
import org.dtbind.change.LoadedModules;
import org.dtbind.change.NodesChange;
import org.dtbind.change.NodesEntry.GivenNode;
import org.dtbind.change.Phase;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Result;
import org.dtbind.change.result.Result.Failed;
import org.dtbind.change.result.Result.Untouched;
import org.dtbind.iommu.GroupMember;
import org.dtbind.kernel.Kernel;

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
                .anyMatch(one -> one.plan().driver().filter(GroupMember::isVfio).isPresent()));
  }

  Results make() {
    Executed executed = executor.run(set(), new LoadedModules(executor.kernel()));
    if (executed instanceof Executed.Done done) {
      return done(done);
    }
    return executed instanceof RolledBack back
        ? rolledBack(back)
        : refused(((Executed.Refused) executed).why());
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

  private Results done(Executed.Done done) {
    if (devices.isEmpty()) {
      done.notes().forEach(plans.get(0).last()::note);
    } else {
      done.notes().forEach(devices.get(0)::note);
    }
    List<Result<DeviceSubject>> outcomes = new ArrayList<>();
    for (DeviceChange device : devices) {
      outcomes.add(device.done(outcomes.isEmpty() ? done.modules() : List.of()));
    }
    return ended(outcomes, plans.stream().map(plan -> plan.last().done()).toList());
  }

  private Results refused(Problem why) {
    return refused(Result.rejected(why), Result.rejected(why));
  }

  /** The results if nothing was changed: the first one has the reason. */
  private Results refused(Result<DeviceSubject> ofDevice, Result<AggregatorSubject> ofAggregator) {
    List<Result<DeviceSubject>> outcomes = new ArrayList<>();
    devices.forEach(any -> outcomes.add(outcomes.isEmpty() ? ofDevice : new Untouched<>()));
    List<Result<AggregatorSubject>> aggregators = new ArrayList<>();
    plans.forEach(
        any ->
            aggregators.add(
                aggregators.isEmpty() && devices.isEmpty() ? ofAggregator : new Untouched<>()));
    return ended(outcomes, aggregators);
  }

  private Results rolledBack(RolledBack back) {
    List<Change> known = new ArrayList<>(devices);
    plans.forEach(plan -> known.addAll(plan.changes()));
    List<String> others = back.others(known);
    if (back.phase() == Phase.REMEMBER) {
      return unwritten(back, others);
    }
    boolean atNone = back.at().filter(at -> known.stream().anyMatch(one -> one == at)).isEmpty();
    List<Result<DeviceSubject>> outcomes = new ArrayList<>();
    for (DeviceChange device : devices) {
      boolean first = outcomes.isEmpty();
      List<String> left = new ArrayList<>(back.left(device));
      left.addAll(first ? others : List.of());
      if (back.at().filter(at -> at == device).isPresent() || first && atNone) {
        outcomes.add(failed(device, back, left));
      } else {
        outcomes.add(
            device.written().isEmpty() && left.isEmpty()
                ? new Untouched<>()
                : new Result.RolledBack<>(
                    ChangedDevice.rolledBack(device.before(), List.of()), left));
      }
    }
    List<Result<AggregatorSubject>> aggregators = new ArrayList<>();
    plans.forEach(plan -> aggregators.add(rolledBack(plan, back)));
    if (devices.isEmpty() && (atNone || !others.isEmpty())) {
      aggregators.set(0, failed(plans.get(0), back.stop(), others));
    }
    return ended(outcomes, aggregators);
  }

  /** The results if only records and the journal were written, which were removed again. */
  private Results unwritten(RolledBack back, List<String> others) {
    List<String> left = new ArrayList<>(others);
    devices.forEach(device -> left.addAll(back.left(device)));
    Problem problem = back.stop();
    if (left.isEmpty()) {
      return refused(back.stop());
    }
    return devices.isEmpty()
        ? refused(new Untouched<>(), failed(plans.get(0), problem, left))
        : refused(
            new Failed<>(
                ChangedDevice.rolledBack(devices.get(0).before(), List.of()), problem, left),
            new Untouched<>());
  }

  private static Result<AggregatorSubject> failed(
      AggregatorPlan plan, Problem problem, List<String> left) {
    return new Failed<>(AggregatorSubject.named(plan.name()), problem, left);
  }

  private static Result<DeviceSubject> failed(
      DeviceChange device, RolledBack back, List<String> left) {
    DeviceSubject subject = ChangedDevice.rolledBack(device.before(), device.written());
    if (device.vanished()) {
      Problem problem =
          Problem.of(device.before().text() + " disappeared while it was being changed");
      return new Failed<>(subject, problem, left);
    }
    Problem stop = back.stop();
    List<String> stays = new ArrayList<>(back.stays());
    if (back.at().filter(at -> at == device).isEmpty()) {
      // The result lists the changes of this device that cannot be undone at the end.
      stays.removeAll(device.notUndone());
    }
    return new Failed<>(subject, device.tells(stop, stays), left);
  }

  private static Result<AggregatorSubject> rolledBack(AggregatorPlan plan, RolledBack back) {
    List<AggregatorChange> changes = plan.changes();
    List<String> left = new ArrayList<>();
    changes.forEach(change -> left.addAll(back.left(change)));
    if (changes.stream().noneMatch(change -> back.at().filter(at -> at == change).isPresent())) {
      return changes.stream().anyMatch(AggregatorChange::begun)
          ? new Result.RolledBack<>(AggregatorSubject.named(plan.name()), left)
          : new Untouched<>();
    }
    Problem problem = back.stop();
    return failed(
        plan,
        problem.message(plan.name() + ": " + problem.message()).more(back.allThatStays()),
        left);
  }

  private Results ended(
      List<Result<DeviceSubject>> outcomes, List<Result<AggregatorSubject>> ofAggregators) {
    Iterator<Result<DeviceSubject>> ended = outcomes.iterator();
    Iterator<Result<AggregatorSubject>> aggregators = ofAggregators.iterator();
    return new Results(
        planned.entries().stream()
            .map(
                entry ->
                    entry.result().pending()
                        ? new Results.Entry(entry.wanted(), ended.next())
                        : entry)
            .toList(),
        planned.aggregators().stream()
            .map(plan -> plan.pending() ? plan.ended(aggregators.next()) : plan)
            .toList(),
        planned.notes());
  }
}
