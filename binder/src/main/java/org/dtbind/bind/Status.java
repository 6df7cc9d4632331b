// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import java.util.Optional;
import org.dtbind.bind.record.Binding;
import org.dtbind.device.DriverOverride;
import org.dtbind.device.LinuxDevice;
import org.dtbind.export.target.TargetDevice;
import org.dtbind.gpio.GpioChip;

/**
 * A device, and what dtbind did to it.
 *
 * @param bus of the device
 * @param name in Linux
 * @param device the current device; empty if it does not exist
 * @param declared its declared driver; empty if it is not declared
 * @param intended what dtbind did; empty if it did nothing
 * @param chip its GPIO chip
 * @param waits why its driver's probe waits, if it does
 * @param driverctl the driver that driverctl sets whenever the device is added; empty if it sets
 *     none
 * @param atBoot the driver to which dtbind's files bind it at each boot, {@code none} if they keep
 *     all drivers away; empty if there are none
 * @param drift how the owner of a node differs, and which rule sets it; empty if none differs
 */
public record Status(
    String bus,
    String name,
    Optional<LinuxDevice> device,
    Optional<String> declared,
    Optional<Binding> intended,
    Optional<GpioChip> chip,
    Optional<String> waits,
    Optional<String> driverctl,
    Optional<String> atBoot,
    Optional<String> drift) {

  /** The result of comparing intended and actual state. */
  public enum State {
    /** Bound, as intended. */
    BOUND,
    /** Without a driver, as intended. */
    UNBOUND,
    /** Reserved for a driver whose probe waits for something. */
    WAITING,
    /** Not as intended. */
    DRIFTED,
    /** dtbind bound it, but the device no longer exists. */
    GONE,
    /**
     * Not a device: a pattern whose matching devices are kept without a driver when they appear.
     */
    KEPT
  }

  /** {@return the result of comparing intended and actual state} */
  public State state() {
    if (device.isEmpty()) {
      return intended.isPresent() ? State.GONE : State.KEPT;
    }
    if (device.get().driver().isEmpty() && waits.isPresent()) {
      return State.WAITING;
    }
    LinuxDevice now = device.get();
    boolean drifted =
        declared.isPresent()
            ? !isAsDeclared(now)
            : intended
                .map(
                    binding ->
                        !binding.driver().equals(now.driver())
                            || !binding.override().equals(now.override().driver()))
                .orElseGet(() -> isKeptForAnother(now));
    if (drifted || drift.isPresent()) {
      return State.DRIFTED;
    }
    return device.get().driver().isPresent() ? State.BOUND : State.UNBOUND;
  }

  private boolean isAsDeclared(LinuxDevice now) {
    boolean kept = !now.override().supported() || now.override().driver().equals(declared);
    return now.driver().equals(declared) && kept;
  }

  /** An override takes effect only at the next bind: until then the two may differ. */
  private static boolean isKeptForAnother(LinuxDevice device) {
    DriverOverride override = device.override();
    return override.driver().isPresent()
        && !override.driver().get().equals(TargetDevice.NO_DRIVER)
        && !override.driver().equals(device.driver());
  }
}
