// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.dtbind.bind.plan.DevicePlan;
import org.dtbind.bind.plan.DeviceSubject;
import org.dtbind.bind.plan.OwnerPlan;
import org.dtbind.bind.plan.Results;
import org.dtbind.bind.record.Bindings;
import org.dtbind.change.Executor;
import org.dtbind.change.LoadedModules;
import org.dtbind.change.Recovery;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Recovered;
import org.dtbind.change.result.Refusal;
import org.dtbind.change.result.Result;
import org.dtbind.device.DeviceReader;
import org.dtbind.device.LinuxDevice;
import org.dtbind.iommu.GroupOwnership;
import org.dtbind.iommu.GroupRequest;
import org.dtbind.iommu.HandOver;
import org.dtbind.iommu.HandOverRequest;
import org.dtbind.kernel.Kernel;

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
   * Gives a device to a driver, verifies the result, and brings everything back where it is not
   * what was requested.
   *
   * @param request which device, which driver
   * @return the result
   */
  public Result<DeviceSubject> bind(BindRequest request) {
    return change(List.of(request)).entries().get(0).result();
  }

  /**
   * Takes a device from its driver.
   *
   * @param request which device, and what it is left with
   * @return the result
   */
  public Result<DeviceSubject> unbind(UnbindRequest request) {
    return change(List.of(request)).entries().get(0).result();
  }

  /**
   * Changes several devices together: all of them, or none. Nothing is written where one of the
   * requests cannot be planned; all are brought back where one fails.
   *
   * @param requests at least one; the longest timeout is that of all, and where one is planned
   *     only, all are
   * @return the result of each
   */
  public Results change(List<? extends Request> requests) {
    Duration timeout =
        requests.stream().map(Request::timeout).max(Comparator.naturalOrder()).orElseThrow();
    boolean dryRun = requests.stream().anyMatch(Request::dryRun);
    return change(actual -> Planning.plan(actual, requests), dryRun, timeout);
  }

  /**
   * Changes all devices of an IOMMU group together: all of them, or none. Those that leave the
   * group to whoever owns it, such as bridges, stay as they are.
   *
   * @param request which group, and what its devices are to have
   * @return the result of each device; of the group alone, where there is none, or it is in use
   */
  public Results change(GroupRequest request) {
    return change(
        actual -> new GroupPlanning(actual).plan(request), request.dryRun(), request.timeout());
  }

  /**
   * Gives an IOMMU group that is VFIO's to a user, and to nobody else.
   *
   * @param request which group, and to whom
   * @return the result
   */
  public Result<GroupOwnership> handOver(HandOverRequest request) {
    return new HandOver(kernel, stopped).run(request);
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
   * {@return why nothing may be changed before {@link #recover} was called: a change was
   * interrupted. For who holds the lock; empty where none was}
   */
  public Optional<Problem> interrupted() {
    return Refusal.interrupted(kernel).map(Refusal::problem);
  }

  /**
   * Finishes or undoes a change that was interrupted.
   *
   * @param timeout how long to wait for the lock
   * @return what became of it
   */
  public Recovered recover(Duration timeout) {
    return new Recovery(new Executor(kernel, timeout, stopped), ChangeKinds::read).run();
  }

  /**
   * Unloads modules that {@link #bind} has loaded, where nobody uses them.
   *
   * @param modules as {@link DeviceSubject#modules()} has them
   * @return those that stay loaded and why, a line each
   */
  public List<String> unload(List<String> modules) {
    return new LoadedModules(kernel).own(modules).unload();
  }

  /**
   * Makes a change that somebody plans: all of it, or nothing. It is planned once before the lock
   * is taken, and again under it where something has changed since.
   *
   * @param plan reads, and writes nothing
   * @param dryRun whether to plan only
   * @param timeout how long to wait for a lock, a supplier or a chip; not negative
   * @return the result for each of what is planned
   */
  public Results change(Function<ActualState, Results> plan, boolean dryRun, Duration timeout) {
    Results first = planned(plan);
    // With a journal there, somebody is at work or was interrupted: the lock tells which.
    boolean journal = kernel.live() && Refusal.interrupted(kernel).isPresent();
    if (dryRun) {
      return first;
    }
    if (!journal && !(first.good() && first.pending())) {
      return first.withoutPlans();
    }
    Executor executor = new Executor(kernel, timeout, stopped);
    return executor.locked(
        // Nothing was written, and why not is the answer to the first request.
        why -> first.withoutPlans().withFirst(Result.rejected(why)),
        () -> {
          // Whoever held it may have changed the devices.
          Results again = isStillSo(first) ? first : planned(plan);
          return again.good() && again.pending()
              ? new PlannedChanges(executor, again).make()
              : again.withoutPlans();
        });
  }

  private Results planned(Function<ActualState, Results> plan) {
    ActualState actual = ActualState.read(kernel);
    Results outcomes = plan.apply(actual);
    return outcomes.changesFiles() ? actual.persistence().complete(outcomes) : outcomes;
  }

  private boolean isStillSo(Results planned) {
    DeviceReader reader = new DeviceReader(kernel.sysfs());
    Bindings bindings = new Bindings(kernel.files()).ofMany();
    // To see whether aggregators are is to plan them.
    return planned.aggregators().isEmpty()
        && planned.entries().stream()
            .allMatch(entry -> isStillSo(entry.result(), reader, bindings));
  }

  private boolean isStillSo(Result<DeviceSubject> outcome, DeviceReader reader, Bindings bindings) {
    Optional<LinuxDevice> device = outcome.about().map(DeviceSubject::device);
    return device.isPresent()
        && reader.again(device.get()).equals(device.get())
        && DevicePlan.of(outcome).stream().allMatch(plan -> isStillSo(plan, bindings));
  }

  private boolean isStillSo(DevicePlan planned, Bindings bindings) {
    return bindings.of(planned.device()).known().equals(planned.record().before())
        && planned.plan().owners().equals(OwnerPlan.NOTHING)
        && planned.files().stream().allMatch(change -> change.isStillSo(kernel.files()));
  }
}
