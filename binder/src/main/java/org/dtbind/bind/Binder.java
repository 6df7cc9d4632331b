// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.dtbind.aggregator.AggregatorOutcome;
import org.dtbind.aggregator.AggregatorPlan;
import org.dtbind.bind.Outcome.Done;
import org.dtbind.bind.Outcome.Planned;
import org.dtbind.bind.Outcome.Reason;
import org.dtbind.bind.Outcome.Rejected;
import org.dtbind.change.JournalFile;
import org.dtbind.change.LoadedModules;
import org.dtbind.change.LockSession;
import org.dtbind.change.Problem;
import org.dtbind.device.LinuxDevice;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.Lock.Held;
import org.dtbind.kernel.SystemLock;
import org.dtbind.spec.Specification;

/**
 * Binds and releases devices, one run at a time on a system: a lock keeps others of its kind away.
 *
 * @param kernel of the system
 * @param stopped is asked now and again, from the thread that works: once it is so, a change that
 *     has begun is undone, and none begins
 */
public record Binder(Kernel kernel, BooleanSupplier stopped) {

  /**
   * Creates one that nobody stops.
   *
   * @param kernel of the system
   */
  public Binder(Kernel kernel) {
    this(kernel, () -> false);
  }

  /**
   * Gives a device to a driver, verifies what came of it, and brings everything back where it is
   * not what was wished.
   *
   * @param request which device, which driver
   * @return what came of it
   */
  public Outcome bind(BindRequest request) {
    return change(List.of(request)).entries().get(0).outcome();
  }

  /**
   * Takes a device from its driver.
   *
   * @param request which device, and what it is left with
   * @return what came of it
   */
  public Outcome unbind(UnbindRequest request) {
    return change(List.of(request)).entries().get(0).outcome();
  }

  /**
   * Changes several devices together: all of them, or none. Nothing is written where one of the
   * wishes cannot be planned; all are brought back where one fails.
   *
   * @param requests at least one; the longest timeout is that of all, and where one is planned
   *     only, all are
   * @return what came of each
   */
  public Outcomes change(List<? extends Request> requests) {
    Duration timeout =
        requests.stream().map(Request::timeout).max(Comparator.naturalOrder()).orElseThrow();
    boolean dryRun = requests.stream().anyMatch(Request::dryRun);
    return carryOut(actual -> Planning.plan(actual, requests), dryRun, timeout);
  }

  /**
   * Changes all devices of an IOMMU group together: all of them, or none. Those that leave the
   * group to whoever owns it, such as bridges, stay as they are.
   *
   * @param request which group, and what its devices are to have
   * @return what came of each device; of the group alone, where there is none, or it is in use
   */
  public Outcomes change(GroupRequest request) {
    return carryOut(
        actual -> new GroupPlanning(actual).plan(request), request.dryRun(), request.timeout());
  }

  /**
   * Gives an IOMMU group that is VFIO's to a user, and to nobody else.
   *
   * @param request which group, and to whom
   * @return what came of it
   */
  public HandOverOutcome handOver(HandOverRequest request) {
    return new HandOver(kernel, stopped).run(request);
  }

  /**
   * Has devices bound and aggregators made as a file declares: all of them, or none. What is so
   * already is not written, and where all is so nothing is, not even the lock.
   *
   * @param specification what is declared
   * @param request how
   * @return what came of each device that is declared with a driver; before them, where it is
   *     wished, of those that are released since they are not declared; and of each aggregator
   */
  public Outcomes apply(Specification specification, ApplyRequest request) {
    Desired desired = Desired.of(specification, request);
    return carryOut(desired::plan, request.dryRun(), request.timeout());
  }

  /**
   * {@return how devices are against a declaration, and what dtbind has done to others}
   *
   * @param specification what is declared
   */
  public StatusReport status(Specification specification) {
    return StatusReport.read(kernel, Desired.of(specification, ApplyRequest.usual().planned()));
  }

  /**
   * {@return what dtbind has done to devices, against what they are now}
   *
   * @param devices which; none for all that dtbind has bound and all that have an override
   */
  public StatusReport status(List<String> devices) {
    return StatusReport.read(kernel, devices);
  }

  /**
   * {@return why nothing may be changed before {@link #recover} was called: a change was cut off.
   * For who holds the lock; empty where none was}
   */
  public Optional<Problem> cutOff() {
    return Recovery.needed(kernel).map(Rejected::problem);
  }

  /**
   * Finishes or undoes a change that was cut off.
   *
   * @param timeout how long to wait for the lock
   * @return what became of it
   */
  public Recovered recover(Duration timeout) {
    boolean begun = kernel.live() && JournalFile.isBegun(kernel.files());
    if (!begun && JournalFile.find(kernel.files()).value().filter(Optional::isEmpty).isPresent()) {
      return new Recovered.Nothing();
    }
    if (!kernel.live()) {
      return new Recovered.Refused(copy());
    }
    Attempt<Held> lock = new SystemLock(kernel, stopped).take(timeout);
    if (lock instanceof Attempt.Failed<Held> failed) {
      return new Recovered.Refused(locked(failed.why()));
    }
    Held held = ((Attempt.Done<Held>) lock).result();
    try (held) {
      return new Recovery(kernel, timeout, stopped).run();
    }
  }

  /**
   * Unloads modules that {@link #bind} has loaded, where nobody uses them.
   *
   * @param modules as {@link Done#modules()} has them
   * @return those that stay loaded and why, a line each
   */
  public List<String> unload(List<String> modules) {
    return new LoadedModules(kernel).own(modules).unload();
  }

  private Outcomes carryOut(
      Function<ActualState, Outcomes> plan, boolean dryRun, Duration timeout) {
    Outcomes first = planned(plan);
    // With a journal there, somebody is at work or was cut off: the lock tells which.
    boolean journal = kernel.live() && Recovery.needed(kernel).isPresent();
    if (dryRun) {
      return first;
    }
    if (!journal && !(first.good() && first.pending())) {
      return first.withoutPlans();
    }
    if (!kernel.live()) {
      return rejected(first, copy());
    }
    Attempt<Held> lock = new SystemLock(kernel, stopped).take(timeout);
    if (lock instanceof Attempt.Failed<Held> failed) {
      return rejected(first, locked(failed.why()));
    }
    Held held = ((Attempt.Done<Held>) lock).result();
    try (held) {
      kernel.trace().decided("took " + SystemLock.PATH);
      Optional<Rejected> cutOff = Recovery.needed(kernel);
      if (cutOff.isPresent()) {
        return rejected(first, cutOff.get());
      }
      // Whoever held it may have changed the devices.
      Outcomes again = isStillSo(first) ? first : planned(plan);
      return again.good() && again.pending() ? run(again, timeout) : again.withoutPlans();
    }
  }

  private Outcomes planned(Function<ActualState, Outcomes> plan) {
    ActualState actual = ActualState.read(kernel);
    Outcomes outcomes = plan.apply(actual);
    return outcomes.changesFiles() ? actual.persistence().complete(outcomes) : outcomes;
  }

  private boolean isStillSo(Outcomes planned) {
    Bindings bindings = new Bindings(kernel.files()).ofMany();
    // To see whether aggregators are is to plan them.
    return planned.aggregators().isEmpty()
        && planned.entries().stream().allMatch(entry -> isStillSo(entry.outcome(), bindings));
  }

  private boolean isStillSo(Outcome outcome, Bindings bindings) {
    if (!(outcome instanceof Planned planned)) {
      return outcome instanceof Done done
          && done.device().again(kernel.sysfs()).equals(done.device());
    }
    LinuxDevice before = planned.plan().before();
    return before.again(kernel.sysfs()).equals(before)
        && bindings.of(before).known().equals(planned.record().before())
        && planned.plan().giving().equals(Giving.NOTHING)
        && planned.plan().files().stream().allMatch(change -> change.isStillSo(kernel.files()));
  }

  private Outcomes run(Outcomes outcomes, Duration timeout) {
    List<Planned> plans =
        outcomes.entries().stream()
            .map(Outcomes.Entry::outcome)
            .filter(Planned.class::isInstance)
            .map(Planned.class::cast)
            .toList();
    List<AggregatorPlan> pending =
        outcomes.aggregators().stream().filter(AggregatorPlan::pending).toList();
    Ended ended = new Transaction(kernel, plans, pending, timeout, stopped).carryOut();
    Iterator<Outcome> devices = ended.devices().iterator();
    Iterator<AggregatorOutcome> aggregators = ended.aggregators().iterator();
    return new Outcomes(
        outcomes.entries().stream()
            .map(
                entry ->
                    entry.outcome() instanceof Planned
                        ? new Outcomes.Entry(entry.wanted(), devices.next())
                        : entry)
            .toList(),
        outcomes.aggregators().stream()
            .map(plan -> plan.pending() ? plan.ended(aggregators.next()) : plan)
            .toList(),
        outcomes.notes());
  }

  /** Nothing was written, and why not is the answer to the first wish. */
  private static Outcomes rejected(Outcomes planned, Rejected why) {
    Outcomes untried = planned.withoutPlans();
    List<Outcomes.Entry> entries = new ArrayList<>(untried.entries());
    String wanted = entries.isEmpty() ? "" : entries.remove(0).wanted();
    entries.add(0, new Outcomes.Entry(wanted, why));
    return untried.withEntries(entries);
  }

  private static Rejected copy() {
    return new Rejected(Reason.UNSUPPORTED, Problem.ofCopy(), List.of());
  }

  private Rejected locked(Failure why) {
    LockSession.Refusal refusal = new LockSession(kernel, stopped).refusal(why);
    Reason reason =
        switch (refusal.exit()) {
          case STOPPED -> Reason.STOPPED;
          case NOT_PERMITTED -> Reason.FORBIDDEN;
          case TEMPORARY -> Reason.LOCKED;
          default -> Reason.STATE;
        };
    return new Rejected(reason, refusal.problem(), List.of());
  }
}
