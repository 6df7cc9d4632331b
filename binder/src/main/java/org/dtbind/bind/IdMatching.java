// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import java.util.List;
import java.util.Optional;
import org.dtbind.bind.plan.Plan;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Problem.Reason;
import org.dtbind.change.result.Result;
import org.dtbind.change.result.Result.Answer;
import org.dtbind.change.result.Result.Planned;
import org.dtbind.device.LinuxDevice;
import org.dtbind.kernel.Sysfs;

/**
 * Plans for drivers that match a device through {@code new_id}. The id is removed again after the
 * bind, so devices that appear later keep their own drivers. Only reads.
 *
 * @param first the plan that binds the device through its override
 */
record IdMatching(Sysfs sysfs, Plan first) {

  /** Returns the plan, or the reason why there is none. */
  Answer<Plan> plan() {
    LinuxDevice device = first.before();
    String driver = first.driver().orElseThrow();
    Optional<String> id = DeviceIds.of(sysfs, device);
    String file = device.busDirectory() + "/drivers/" + driver + "/new_id";
    if (id.isEmpty() || first.module().isEmpty() && !sysfs.exists(file)) {
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
    List<LinuxDevice> siblings = DeviceIds.siblings(sysfs, device, id.get());
    List<String> free =
        siblings.stream()
            .filter(sibling -> isGrabbed(sibling, driver))
            .map(sibling -> sibling.text() + " has the same ID, and no driver")
            .toList();
    return free.isEmpty()
        ? new Planned<>(
            first.byId(driver, id.get()), siblings.stream().map(IdMatching::keeps).toList())
        : Result.rejected(
            Problem.of(
                    Reason.UNSUITABLE,
                    "with its ID, %s would also bind to other devices".formatted(driver))
                .details(free)
                .help(
                    device.override().supported()
                        ? "bind it without --match: driver_override affects only this device"
                        : "bind those devices to other drivers first"));
  }

  private static String keeps(LinuxDevice sibling) {
    return "%s has the same ID; it stays with %s"
        .formatted(
            sibling.text(), sibling.driver().or(() -> sibling.override().driver()).orElse("none"));
  }

  private static boolean isGrabbed(LinuxDevice sibling, String driver) {
    Optional<String> override = sibling.override().driver();
    return sibling.driver().isEmpty() && (override.isEmpty() || override.get().equals(driver));
  }
}
