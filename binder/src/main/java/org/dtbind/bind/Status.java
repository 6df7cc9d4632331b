// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import java.util.Optional;
import org.dtbind.bind.record.Binding;
import org.dtbind.device.DriverOverride;
import org.dtbind.device.LinuxDevice;
import org.dtbind.export.target.TargetDevice;
import org.dtbind.gpio.GpioChip;

/** A device, or a pattern for devices, and dtbind's changes to it. */
public sealed interface Status {

  /** The result of comparing intended and actual state. */
  enum State {
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

  String bus();

  /** {@return the device's name in Linux; for {@link Kept}, the pattern} */
  String name();

  /** {@return the result of comparing intended and actual state} */
  State state();

  /** {@return the current device; empty if it does not exist} */
  default Optional<LinuxDevice> device() {
    return Optional.empty();
  }

  /** {@return the declared driver; empty if none is declared} */
  default Optional<String> declared() {
    return Optional.empty();
  }

  /** {@return the state that dtbind established; empty if dtbind did not change the device} */
  default Optional<Binding> intended() {
    return Optional.empty();
  }

  /** {@return the GPIO chip of the device; empty if it has none} */
  default Optional<GpioChip> chip() {
    return Optional.empty();
  }

  /** {@return why the probe of the device's driver waits; empty if it does not} */
  default Optional<String> waits() {
    return Optional.empty();
  }

  /**
   * {@return the driver that driverctl sets whenever the device is added; empty if it sets none}
   */
  default Optional<String> driverctl() {
    return Optional.empty();
  }

  /**
   * {@return the driver to which dtbind's files bind the device at each boot, {@code none} if they
   * keep all drivers away; empty if there are no such files}
   */
  Optional<String> atBoot();

  /**
   * {@return the difference of a node's owner from the intended one, and the rule that sets it, or
   * why the device may not be restored at boot; empty if there is no difference}
   */
  default Optional<String> drift() {
    return Optional.empty();
  }

  /**
   * A device that dtbind changed, but that no longer exists.
   *
   * @param binding the state that dtbind established
   * @param atBoot the driver to which dtbind's files bind it at each boot
   */
  record Gone(Binding binding, Optional<String> atBoot) implements Status {

    @Override
    public String bus() {
      return binding.bus();
    }

    @Override
    public String name() {
      return binding.device();
    }

    @Override
    public State state() {
      return State.GONE;
    }

    @Override
    public Optional<Binding> intended() {
      return Optional.of(binding);
    }
  }

  /**
   * A pattern: matching devices are kept without a driver when they appear.
   *
   * @param name the pattern for names of devices
   */
  record Kept(String bus, String name) implements Status {

    @Override
    public State state() {
      return State.KEPT;
    }

    @Override
    public Optional<String> atBoot() {
      return Optional.of(TargetDevice.NO_DRIVER);
    }
  }

  /** A device that exists. */
  record Present(
      LinuxDevice linux,
      Optional<String> declared,
      Optional<Binding> intended,
      Optional<GpioChip> chip,
      Optional<String> waits,
      Optional<String> driverctl,
      Optional<String> atBoot,
      Optional<String> drift)
      implements Status {

    @Override
    public String bus() {
      return linux.bus();
    }

    @Override
    public String name() {
      return linux.name();
    }

    @Override
    public Optional<LinuxDevice> device() {
      return Optional.of(linux);
    }

    @Override
    public State state() {
      if (linux.driver().isEmpty() && waits.isPresent()) {
        return State.WAITING;
      }
      if (drift.isPresent() || !isAsIntended()) {
        return State.DRIFTED;
      }
      return linux.driver().isPresent() ? State.BOUND : State.UNBOUND;
    }

    private boolean isAsIntended() {
      DriverOverride override = linux.override();
      if (declared.isPresent()) {
        boolean kept = !override.supported() || override.driver().equals(declared);
        return linux.driver().equals(declared) && kept;
      }
      if (intended.isPresent()) {
        return intended.get().driver().equals(linux.driver())
            && intended.get().override().equals(override.driver());
      }
      // The override takes effect only at the next bind. Until then, it may differ from the driver.
      return override.driver().isEmpty()
          || override.driver().get().equals(TargetDevice.NO_DRIVER)
          || override.driver().equals(linux.driver());
    }
  }
}
