// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind.plan;

import java.util.List;
import java.util.Optional;
import org.dtbind.bind.record.Binding;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Problem.Reason;
import org.dtbind.device.LinuxDevice;
import org.dtbind.device.Resolution;
import org.dtbind.diag.Nearest;
import org.dtbind.tree.NodePath;

/** The reasons to reject a request for a device that several planners share. */
public final class Rejections {

  private Rejections() {}

  /**
   * {@return the rejection of a device that both dtbind and driverctl would bind at each boot}
   *
   * @param driverctl the behavior of driverctl at boot, as text for users
   */
  public static Problem twoDrivers(LinuxDevice device, String driverctl) {
    return Problem.of(
            Reason.UNSUITABLE,
            "%s would be bound to two drivers at each boot".formatted(device.text()))
        .details(List.of(driverctl))
        .help(
            ("run driverctl unset-override %s, or use --force: driverctl then takes "
                    + "precedence, because it runs last")
                .formatted(device.id()));
  }

  /**
   * {@return the rejection of a device that cannot be bound at each boot, because it has no
   * override}
   */
  public static Problem notAtBoot(LinuxDevice device) {
    return Problem.of(
            Reason.UNSUPPORTED,
            "%s cannot be bound at each boot without its driver_override".formatted(device.text()))
        .help(
            device.override().supported()
                ? "omit --match"
                : "omit --persist: bus %s has no driver_override".formatted(device.bus()));
  }

  /**
   * {@return the rejection of a device that is bound to another driver}
   *
   * @param holder the name of that driver
   */
  public static Problem taken(LinuxDevice device, String holder) {
    return Problem.of(Reason.UNSUITABLE, "%s is bound to %s".formatted(device.text(), holder))
        .help("to bind it to another driver, use --force");
  }

  /** {@return the rejection to keep drivers away from a device that has no override} */
  public static Problem noOverride(LinuxDevice device) {
    return Problem.of(
            Reason.UNSUPPORTED,
            "drivers cannot be kept away from %s: bus %s has no driver_override"
                .formatted(device.text(), device.bus()))
        .help("to release it until a matching driver is loaded, run unbind without --none");
  }

  /**
   * {@return a description of how a device was changed after dtbind changed it; empty if it was
   * not}
   *
   * @param recorded the current record; empty for none
   */
  public static Optional<String> stale(LinuxDevice device, Optional<Binding> recorded) {
    return recorded
        .filter(binding -> !binding.holds(device))
        .map(
            binding ->
                "dtbind set driver %s; it now has driver %s and override %s"
                    .formatted(
                        binding.driver().orElse("none"),
                        device.driver().orElse("none"),
                        device.override().driver().orElse("none")));
  }

  /**
   * {@return the rejection of a name that does not refer to a single device}
   *
   * @param resolution the result of looking up the name; not {@link Resolution.Found}
   */
  public static Problem noSingle(Resolution resolution) {
    String wanted = resolution.wanted();
    if (resolution instanceof Resolution.Ambiguous ambiguous) {
      List<String> candidates = ambiguous.candidates().stream().map(LinuxDevice::id).toList();
      return Problem.of(
              Reason.AMBIGUOUS, "\"%s\" matches %d devices".formatted(wanted, candidates.size()))
          .details(ambiguous.candidates().stream().map(LinuxDevice::text).toList())
          .help("specify one of " + String.join(", ", candidates))
          .candidates(candidates);
    }
    if (resolution instanceof Resolution.NoDevice none) {
      NodePath node = none.node();
      return Problem.of(
          Reason.NO_DEVICE,
          "Linux has not created a device for %s: %s".formatted(node, none.reason()));
    }
    List<String> near = ((Resolution.NotFound) resolution).near();
    return Problem.of(Reason.NOT_FOUND, "no device is named \"%s\"".formatted(wanted))
        .help(near.isEmpty() ? "run dtbind devices to list all devices" : Nearest.question(near))
        .candidates(near);
  }
}
