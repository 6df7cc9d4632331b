// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.dtbind.bind.plan.DeviceSubject;
import org.dtbind.bind.plan.Results;
import org.dtbind.change.Executor;
import org.dtbind.change.LoadedModules;
import org.dtbind.change.Recovery;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Recovered;
import org.dtbind.change.result.Result;
import org.dtbind.iommu.GroupOwnership;
import org.dtbind.iommu.GroupRequest;
import org.dtbind.iommu.HandOver;
import org.dtbind.iommu.HandOverRequest;
import org.dtbind.kernel.WritableKernel;

/**
 * Binds and releases devices. A lock ensures that only one change runs at a time on a system.
 *
 * @param stopped whether to stop; called repeatedly by the working thread. Once it returns true, a
 *     running change is rolled back, and no other change starts
 */
public record Binder(WritableKernel kernel, BooleanSupplier stopped) {

  /** Creates a binder whose changes cannot be stopped. */
  public Binder(WritableKernel kernel) {
    this(kernel, () -> false);
  }

  /**
   * Binds a device to a driver and verifies the result. On failure, all changes are rolled back.
   *
   * @param request the device and the driver
   */
  public Result<DeviceSubject> bind(BindRequest request) {
    return change(List.of(request)).entries().get(0).result();
  }

  /**
   * Releases a device from its driver.
   *
   * @param request the device, and its state afterwards
   */
  public Result<DeviceSubject> unbind(UnbindRequest request) {
    return change(List.of(request)).entries().get(0).result();
  }

  /**
   * Changes several devices: all of them, or none. Writes nothing if one of the requests cannot be
   * planned, and rolls back all changes if one fails.
   *
   * @param requests at least one request; the longest timeout applies to all, and if one is a dry
   *     run, all are
   */
  public Results change(List<? extends Request> requests) {
    Duration timeout =
        requests.stream().map(Request::timeout).max(Comparator.naturalOrder()).orElseThrow();
    boolean dryRun = requests.stream().anyMatch(Request::dryRun);
    return change(actual -> Planning.plan(actual, requests), dryRun, timeout);
  }

  /**
   * Changes all devices of an IOMMU group: all of them, or none. Devices that do not prevent others
   * from owning the group, such as bridges, keep their drivers.
   *
   * @param request the group, and the drivers for its devices
   * @return the result of each device; a single result for the group if it does not exist or is in
   *     use
   */
  public Results change(GroupRequest request) {
    return change(
        actual -> new GroupPlanning(actual).plan(request), request.dryRun(), request.timeout());
  }

  /**
   * Gives a user exclusive access to an IOMMU group that is bound to VFIO.
   *
   * @param request the group and the user
   */
  public Result<GroupOwnership> handOver(HandOverRequest request) {
    return new HandOver(kernel, stopped).run(request);
  }

  /**
   * {@return the reason why {@link #recover} must be called before any change: another change was
   * interrupted. Empty if there is no such change}
   *
   * <p>Call this only while holding the lock: otherwise the other change may still be running.
   */
  public Optional<Problem> interrupted() {
    return Recovery.interrupted(kernel);
  }

  /**
   * Completes or rolls back a change that was interrupted.
   *
   * @param timeout how long to wait for the lock; not negative
   * @return the result
   */
  public Recovered recover(Duration timeout) {
    return new Recovery(new Executor(kernel, timeout, stopped), ChangeKinds::read).run();
  }

  /**
   * Unloads modules that {@link #bind} loaded, unless they are in use.
   *
   * @param modules the names, as in {@link DeviceSubject#modules()}
   * @return the modules that stay loaded and the reasons, one per line of text
   */
  public List<String> unload(List<String> modules) {
    return new LoadedModules(kernel).own(modules).unload();
  }

  /**
   * Carries out a plan: all of it, or nothing. Plans once before it takes the lock, and again
   * afterwards, because other programs may have changed or begun to use the devices.
   *
   * @param plan makes the plan; writes nothing
   * @param timeout how long to wait for a lock, a supplier or a chip; not negative
   * @return the result for each item of the plan
   */
  public Results change(Function<ActualState, Results> plan, boolean dryRun, Duration timeout) {
    Results first = planned(plan);
    // A journal exists if another change is running or was interrupted. Only the lock shows which.
    boolean journal = kernel.live() && Recovery.interrupted(kernel).isPresent();
    return new Executor(kernel, timeout, stopped)
        .change(new PlannedChanges(this, plan, first, journal), dryRun);
  }

  Results planned(Function<ActualState, Results> plan) {
    ActualState actual = ActualState.read(kernel);
    Results results = plan.apply(actual);
    return results.changesBoot() ? actual.persistence().complete(results) : results;
  }
}
