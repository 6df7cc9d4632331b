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
 * A device, and what dtbind has done to it.
 *
 * @param bus of the device
 * @param name in Linux
 * @param device as it is; empty where it is gone
 * @param declared the driver it is declared to have; empty where it is not declared
 * @param intended what dtbind did; empty where it did nothing
 * @param chip its GPIO chip
 * @param waits why its driver's probe waits, where it does
 * @param driverctl the driver that driverctl gives it whenever it is added; empty where it does not
 * @param atBoot the driver that it is bound to at each boot, {@code none} where it is kept from
 *     all, by files of dtbind's; empty where there are none
 * @param drift how a node of it is not whose it is to be, and which rule sets that; empty where all
 *     are
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

  /** How intention and fact agree. */
  public enum State {
    /** Bound, and that is not against what was intended. */
    BOUND,
    /** Without driver, and that is not against what was intended. */
    UNBOUND,
    /** Kept for a driver whose probe waits for something. */
    WAITING,
    /** Not as it was intended. */
    DRIFTED,
    /** dtbind bound it, and the device is gone. */
    GONE,
    /** No device: what matches this pattern is kept from drivers whenever it appears. */
    KEPT
  }

  /** {@return how intention and fact agree} */
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

  /** An override takes effect at the next bind only: until then the two may differ. */
  private static boolean isKeptForAnother(LinuxDevice device) {
    DriverOverride override = device.override();
    return override.driver().isPresent()
        && !override.driver().get().equals(TargetDevice.NO_DRIVER)
        && !override.driver().equals(device.driver());
  }
}
