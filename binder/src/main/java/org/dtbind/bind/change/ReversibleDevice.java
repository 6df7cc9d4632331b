// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind.change;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.bind.plan.DeviceNodes;
import org.dtbind.bind.plan.InUse;
import org.dtbind.bind.plan.RecoveredDevice;
import org.dtbind.bind.plan.Step;
import org.dtbind.bind.record.Binding;
import org.dtbind.bind.record.Bindings;
import org.dtbind.change.NodeGrant;
import org.dtbind.change.Reversible;
import org.dtbind.change.StepJournal;
import org.dtbind.change.Undo;
import org.dtbind.change.result.Recovered;
import org.dtbind.device.DriverOverride;
import org.dtbind.device.LinuxDevice;
import org.dtbind.device.VfioRemoval;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Watch;
import org.dtbind.kernel.WritableKernel;
import org.dtbind.spec.Access;

/**
 * Rolls back the change to a device as its journal entry describes it, after a failure or an
 * interruption.
 */
final class ReversibleDevice implements Reversible {

  /** How long to wait for udev: the request's timeout may have passed. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final WritableKernel kernel;
  private final DeviceEntry entry;
  private final Duration timeout;

  ReversibleDevice(WritableKernel kernel, DeviceEntry entry, Duration timeout) {
    this.kernel = kernel;
    this.entry = entry;
    this.timeout = timeout;
  }

  @Override
  public DeviceEntry entry() {
    return entry;
  }

  @Override
  public Undo place() {
    return Undo.DEVICES;
  }

  @Override
  public List<String> rollBack(boolean touched, Watch watch) {
    List<String> left = new ArrayList<>(touched ? restore(watch) : List.of());
    left.addAll(restoreRecord(touched));
    return left;
  }

  private List<String> restore(Watch watch) {
    Optional<LinuxDevice> found = find();
    if (found.filter(now -> VfioRemoval.isUnderWay(kernel.sysfs(), now)).isPresent()) {
      return InUse.underWay(kernel, found.get()).lines();
    }
    LinuxDevice before =
        new LinuxDevice(
            entry.bus(),
            entry.device(),
            found.map(LinuxDevice::directory).orElse(""),
            entry.node(),
            entry.driver(),
            new DriverOverride(
                found.filter(now -> now.override().supported()).isPresent(), entry.override()));
    StepWriter writer = new StepWriter(kernel, before, timeout);
    Optional<Step.RemoveId> forget =
        entry.newId().map(id -> new Step.RemoveId(before, entry.nextDriver().orElseThrow(), id));
    DeviceRollBack back = new DeviceRollBack(before, writer, forget);
    if (found.isEmpty()) {
      return back.forgetId();
    }
    List<String> left = back.run(watch);
    return writer.gone() ? back.forgetId() : left;
  }

  /** Restores the record, or deletes it if the device has disappeared; returns the failures. */
  List<String> restoreRecord(boolean touched) {
    Optional<Binding> record = vanished(touched) ? Optional.empty() : entry.recorded();
    return Bindings.rollBack(kernel.files(), entry.bus(), entry.device(), record).failure().stream()
        .map(Failure::text)
        .toList();
  }

  /**
   * Whether the device has disappeared since the change began. One that had no driver, and of which
   * nothing was changed, may not have existed then.
   */
  boolean vanished(boolean touched) {
    return (touched || entry.driver().isPresent()) && find().isEmpty();
  }

  @Override
  public List<String> settle(boolean touched, Watch watch) {
    Access access = entry.recorded().map(Binding::access).orElse(Access.NONE);
    if (!access.isSpecified()) {
      return List.of();
    }
    List<String> left = new ArrayList<>();
    Watch patient = watch.unstoppable(PATIENCE);
    for (String node : find().map(device -> DeviceNodes.of(kernel, device)).orElse(List.of())) {
      NodeGrant.of(kernel, node, access)
          .make(StepJournal.ofRollBack(kernel), patient)
          .ifPresent(why -> left.addAll(why.lines()));
    }
    // The nodes of a device that was not touched are as before, even if they differ from the
    // record.
    return touched ? left : List.of();
  }

  @Override
  public List<String> finish() {
    return entry.kept()
        ? List.of()
        : Bindings.forget(kernel.files(), entry.bus(), entry.device()).failure().stream()
            .map(Failure::text)
            .toList();
  }

  @Override
  public Optional<Recovered.Subject> recovered(List<String> left) {
    return Optional.of(new RecoveredDevice(entry.text(), find(), left));
  }

  /** Finds the device of the entry; empty if the name now belongs to a device of another node. */
  private Optional<LinuxDevice> find() {
    return kernel
        .sysfs()
        .target("/sys/bus/" + entry.bus() + "/devices/" + entry.device())
        .value()
        .filter(directory -> directory.startsWith("/sys/devices/"))
        .map(directory -> LinuxDevice.read(kernel.sysfs(), entry.bus(), directory))
        .filter(device -> device.name().equals(entry.device()))
        .filter(device -> device.node().equals(entry.node()));
  }
}
