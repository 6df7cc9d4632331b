// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.bind.plan.DevicePlan;
import org.dtbind.bind.plan.DeviceSubject;
import org.dtbind.bind.plan.Drivers.Way;
import org.dtbind.bind.plan.ExpectedChip;
import org.dtbind.bind.plan.Plan;
import org.dtbind.bind.plan.RecordChange;
import org.dtbind.bind.record.Binding;
import org.dtbind.bind.record.Recorded;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Problem.Reason;
import org.dtbind.change.result.Result;
import org.dtbind.device.LinuxDevice;
import org.dtbind.kernel.Sysfs;

/**
 * Plans for drivers that match a device through {@code new_id}. The id is removed again after the
 * bind, so devices that appear later keep their own drivers. Only reads.
 */
record IdMatching(ActualState actual, LinuxDevice device) {

  /** Returns the plan, or the reason why there is none; {@code notes} are added to its notes. */
  Result<DeviceSubject> plan(
      String driver, Optional<ExpectedChip> chip, Way way, Recorded recorded, List<String> notes) {
    Sysfs sysfs = actual.kernel().sysfs();
    Optional<String> id = DeviceIds.of(sysfs, device);
    String file = device.busDirectory() + "/drivers/" + driver + "/new_id";
    if (id.isEmpty() || way instanceof Way.Present && !sysfs.exists(file)) {
      return Result.rejected(
          Problem.of(
                  Reason.UNSUPPORTED,
                  id.isEmpty()
                      ? "%s has no ID that can be added to a driver".formatted(device.text())
                      : "%s on bus %s does not accept IDs: it has no new_id file"
                          .formatted(driver, device.bus()))
              .help("bind it without --match"));
    }
    Optional<String> other =
        device.override().driver().filter(override -> !override.equals(driver));
    if (other.isPresent()) {
      return Result.rejected(
          Problem.of(
                  Reason.UNSUITABLE,
                  "%s is reserved for %s by its override".formatted(device.text(), other.get()))
              .help("bind it without --match: dtbind then changes the override"));
    }
    List<String> all = new ArrayList<>(notes);
    Optional<Problem> shared = shared(DeviceIds.siblings(sysfs, device, id.get()), driver, all);
    if (shared.isPresent()) {
      return Result.rejected(shared.get());
    }
    Plan plan = Plan.byId(device, driver, id.get(), chip).after(way);
    Optional<Binding> held = actual.held(device, recorded);
    return DevicePlan.planned(
        plan, RecordChange.keeping(plan, recorded.known(), held, Optional.empty()), all);
  }

  /**
   * The reason why the driver would bind to other devices, too. Adds notes about devices with the
   * same id that keep their drivers.
   */
  private Optional<Problem> shared(List<LinuxDevice> siblings, String driver, List<String> notes) {
    List<String> free = new ArrayList<>();
    for (LinuxDevice sibling : siblings) {
      if (isGrabbed(sibling, driver)) {
        free.add(sibling.text() + " has the same ID, and no driver");
      } else {
        notes.add(
            "%s has the same ID; it stays with %s"
                .formatted(
                    sibling.text(),
                    sibling.driver().or(() -> sibling.override().driver()).orElse("none")));
      }
    }
    return free.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Problem.of(
                    Reason.UNSUITABLE,
                    "with its ID, %s would also bind to other devices".formatted(driver))
                .details(free)
                .help(
                    device.override().supported()
                        ? "bind it without --match: driver_override affects only this device"
                        : "bind those devices to other drivers first"));
  }

  private static boolean isGrabbed(LinuxDevice sibling, String driver) {
    Optional<String> override = sibling.override().driver();
    return sibling.driver().isEmpty() && (override.isEmpty() || override.get().equals(driver));
  }
}
