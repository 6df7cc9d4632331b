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
 * A device, and dtbind's changes to it.
 *
 * @param bus the device's bus
 * @param name the device's name in Linux; for {@link State#KEPT}, the pattern
 * @param device the current device; empty if it does not exist
 * @param declared its declared driver; empty if it is not declared
 * @param intended the state that dtbind established; empty if dtbind did not change the device
 * @param chip its GPIO chip; empty if it has none
 * @param waits why its driver's probe waits; empty if it does not
 * @param driverctl the driver that driverctl sets whenever the device is added; empty if it sets
 *     none
 * @param atBoot the driver to which dtbind's files bind it at each boot, {@code none} if they keep
 *     all drivers away; empty if there are no such files
 * @param drift the difference of a node's owner from the intended one, and the rule that sets it,
 *     or why the device may not be restored at boot; empty if there is no difference
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
    /** The device is bound to the intended driver. */
    BOUND,
    /** The device has no driver, as intended. */
    UNBOUND,
    /** The device is reserved for a driver whose probe waits for a supplier. */
    WAITING,
    /** The device has another driver, override or owner than intended, or its unit is disabled. */
    DRIFTED,
    /** dtbind changed the device, but it no longer exists. */
    GONE,
    /**
     * This is not a device, but a pattern: matching devices are kept without a driver when they
     * appear.
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

  /**
   * The override takes effect only at the next bind. Until then, it may differ from the current
   * driver.
   */
  private static boolean isKeptForAnother(LinuxDevice device) {
    DriverOverride override = device.override();
    return override.driver().isPresent()
        && !override.driver().get().equals(TargetDevice.NO_DRIVER)
        && !override.driver().equals(device.driver());
  }
}
