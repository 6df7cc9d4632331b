// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.aggregator.AggregatorChange;
import org.dtbind.aggregator.AggregatorOutcome;
import org.dtbind.aggregator.AggregatorPlan;
import org.dtbind.bind.Outcome.BroughtBack;
import org.dtbind.bind.Outcome.Failed;
import org.dtbind.bind.Outcome.NotTried;
import org.dtbind.bind.Outcome.Planned;
import org.dtbind.bind.Outcome.Rejected;
import org.dtbind.change.Cause;
import org.dtbind.change.Change;
import org.dtbind.change.ChangeSet;
import org.dtbind.change.Executed;
import org.dtbind.change.Executed.RolledBack;
import org.dtbind.change.Executor;
import org.dtbind.change.ExitStatus;
import org.dtbind.change.FileChange;
import org.dtbind.change.GivenNode;
import org.dtbind.change.LoadedModules;
import org.dtbind.change.NodesChange;
import org.dtbind.change.NodesEntry;
import org.dtbind.change.Phase;
import org.dtbind.change.Problem;
import org.dtbind.change.Stop;
import org.dtbind.iommu.GroupMember;
import org.dtbind.kernel.Kernel;

/** What is planned of devices and aggregators, as one {@link ChangeSet}, and what came of each. */
final class PlannedChanges {

  private final Executor executor;
  private final Outcomes planned;
  private final List<DeviceChange> devices;
  private final List<AggregatorPlan> plans;

  /** For who holds the lock. */
  PlannedChanges(Executor executor, Outcomes planned) {
    this.executor = executor;
    this.planned = planned;
    this.devices = devices(executor, planned(planned));
    this.plans = planned.aggregators().stream().filter(AggregatorPlan::pending).toList();
  }

  private static List<Planned> planned(Outcomes outcomes) {
    return outcomes.entries().stream()
        .map(Outcomes.Entry::outcome)
        .filter(Planned.class::isInstance)
        .map(Planned.class::cast)
        .toList();
  }

  private static List<DeviceChange> devices(Executor executor, List<Planned> plans) {
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
              executor.timeout(),
              drivers.computeIfAbsent(bus, any -> Drivers.of(kernel, bus)),
              chips,
              owned(plans, i)));
    }
    return List.copyOf(devices);
  }

  /** The group whose first device that is, where VFIO is to have one of it. */
  private static Optional<Integer> owned(List<Planned> plans, int first) {
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

  /** Makes all of it; returns what came of each. */
  Outcomes make() {
    Executed executed = executor.run(set(), new LoadedModules(executor.kernel()));
    if (executed instanceof Executed.Done done) {
      return done(done);
    }
    return executed instanceof RolledBack back
        ? rolledBack(back)
        : refused(Rejected.of(((Executed.Refused) executed).why()));
  }

  private ChangeSet set() {
    List<Planned> all = planned(planned);
    AggregatorPlan.tellOfEachOther(plans);
    List<Change> changes = new ArrayList<>();
    plans.forEach(plan -> plan.deletion().ifPresent(changes::add));
    changes.addAll(devices);
    plans.forEach(plan -> plan.creation().ifPresent(changes::add));
    List<FileChange> files = all.stream().flatMap(one -> one.plan().files().stream()).toList();
    List<GivenNode> nodes =
        all.stream().flatMap(one -> one.plan().giving().given().stream()).toList();
    return ChangeSet.of(
        executor.kernel(),
        changes,
        files,
        nodes.isEmpty()
            ? Optional.empty()
            : Optional.of(new NodesChange(executor.kernel(), new NodesEntry(nodes))));
  }

  private Outcomes done(Executed.Done done) {
    if (devices.isEmpty()) {
      done.notes().forEach(plans.get(0).last()::note);
    } else {
      done.notes().forEach(devices.get(0)::note);
    }
    List<Outcome> outcomes = new ArrayList<>();
    for (DeviceChange device : devices) {
      outcomes.add(device.done(outcomes.isEmpty() ? done.modules() : List.of()));
    }
    return ended(outcomes, plans.stream().map(plan -> plan.last().done()).toList());
  }

  private Outcomes refused(Rejected why) {
    return refused(why, new AggregatorOutcome.Rejected(why.exit(), why.problem()));
  }

  /** Nothing was done, and why not is the answer to the first plan. */
  private Outcomes refused(Outcome ofDevice, AggregatorOutcome ofAggregator) {
    List<Outcome> outcomes = new ArrayList<>();
    devices.forEach(any -> outcomes.add(outcomes.isEmpty() ? ofDevice : new NotTried()));
    List<AggregatorOutcome> aggregators = new ArrayList<>();
    plans.forEach(
        any ->
            aggregators.add(
                aggregators.isEmpty() && devices.isEmpty()
                    ? ofAggregator
                    : new AggregatorOutcome.NotTried()));
    return ended(outcomes, aggregators);
  }

  private Outcomes rolledBack(RolledBack back) {
    List<Change> known = new ArrayList<>(devices);
    plans.forEach(plan -> known.addAll(plan.changes()));
    List<String> others = back.others(known);
    if (back.phase() == Phase.REMEMBER) {
      return unwritten(back, others);
    }
    boolean atNone = back.at().filter(at -> known.stream().anyMatch(one -> one == at)).isEmpty();
    List<Outcome> outcomes = new ArrayList<>();
    for (DeviceChange device : devices) {
      boolean first = outcomes.isEmpty();
      List<String> left = new ArrayList<>(back.left(device));
      left.addAll(first ? others : List.of());
      if (back.at().filter(at -> at == device).isPresent() || first && atNone) {
        outcomes.add(failed(device, back, left));
      } else {
        outcomes.add(
            device.written().isEmpty() && left.isEmpty()
                ? new NotTried()
                : new BroughtBack(device.before(), left));
      }
    }
    List<AggregatorOutcome> aggregators = new ArrayList<>();
    plans.forEach(plan -> aggregators.add(rolledBack(plan, back)));
    if (devices.isEmpty() && (atNone || !others.isEmpty())) {
      Stop stop = back.stop();
      aggregators.set(0, new AggregatorOutcome.Failed(stop.cause().exit(), stop.problem(), others));
    }
    return ended(outcomes, aggregators);
  }

  /** Nothing was written to the system: only what was written about it goes. */
  private Outcomes unwritten(RolledBack back, List<String> others) {
    List<String> left = new ArrayList<>(others);
    devices.forEach(device -> left.addAll(back.left(device)));
    Problem problem = back.stop().problem();
    ExitStatus exit = back.stop().cause().exit();
    if (left.isEmpty()) {
      return refused(new Rejected(Outcome.Reason.of(exit), problem, List.of()));
    }
    Outcome ofDevice =
        devices.isEmpty()
            ? new NotTried()
            : new Failed(Cause.REFUSED, problem, devices.get(0).before(), List.of(), left);
    return refused(ofDevice, new AggregatorOutcome.Failed(exit, problem, left));
  }

  private static Failed failed(DeviceChange device, RolledBack back, List<String> left) {
    if (device.vanished()) {
      Problem problem =
          Problem.of(device.before().text() + " disappeared while it was being changed");
      return new Failed(Cause.GONE, problem, device.before(), device.written(), left);
    }
    Stop stop = back.stop();
    List<String> stays = new ArrayList<>(back.stays());
    if (back.at().filter(at -> at == device).isEmpty()) {
      // Its own come last.
      stays.removeAll(device.notUndone());
    }
    return new Failed(
        stop.cause(), device.tells(stop, stays), device.before(), device.written(), left);
  }

  private static AggregatorOutcome rolledBack(AggregatorPlan plan, RolledBack back) {
    List<AggregatorChange> changes = plan.changes();
    List<String> left = new ArrayList<>();
    changes.forEach(change -> left.addAll(back.left(change)));
    if (changes.stream().noneMatch(change -> back.at().filter(at -> at == change).isPresent())) {
      return changes.stream().anyMatch(AggregatorChange::begun)
          ? new AggregatorOutcome.BroughtBack(plan.name(), left)
          : new AggregatorOutcome.NotTried();
    }
    Problem problem = back.stop().problem();
    List<String> details = new ArrayList<>(problem.details());
    details.addAll(back.allThatStays());
    return new AggregatorOutcome.Failed(
        back.stop().cause().exit(),
        Problem.of(plan.name() + ": " + problem.message()).details(details).help(problem.help()),
        left);
  }

  private Outcomes ended(List<Outcome> outcomes, List<AggregatorOutcome> ofAggregators) {
    Iterator<Outcome> ended = outcomes.iterator();
    Iterator<AggregatorOutcome> aggregators = ofAggregators.iterator();
    return new Outcomes(
        planned.entries().stream()
            .map(
                entry ->
                    entry.outcome() instanceof Planned
                        ? new Outcomes.Entry(entry.wanted(), ended.next())
                        : entry)
            .toList(),
        planned.aggregators().stream()
            .map(plan -> plan.pending() ? plan.ended(aggregators.next()) : plan)
            .toList(),
        planned.notes());
  }
}
