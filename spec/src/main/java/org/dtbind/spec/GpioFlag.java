// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.spec;

import java.util.Locale;

/** A flag of a line, as {@code dt-bindings/gpio/gpio.h} of the kernel defines it. */
public enum GpioFlag {
  /** The line is asserted when it is high. This is the default. */
  ACTIVE_HIGH(0, "GPIO_ACTIVE_HIGH"),
  /** The line is asserted when it is low. */
  ACTIVE_LOW(1, "GPIO_ACTIVE_LOW"),
  /** The line is driven low or left floating. */
  OPEN_DRAIN(6, "GPIO_OPEN_DRAIN"),
  /** The line is driven high or left floating. */
  OPEN_SOURCE(2, "GPIO_OPEN_SOURCE"),
  /** The line may lose its state during sleep or reset. */
  TRANSITORY(8, "GPIO_TRANSITORY"),
  /** A pull-up resistor is enabled. */
  PULL_UP(16, "GPIO_PULL_UP"),
  /** A pull-down resistor is enabled. */
  PULL_DOWN(32, "GPIO_PULL_DOWN"),
  /** Pull-up and pull-down resistors are disabled. */
  BIAS_DISABLED(64, "GPIO_PULL_DISABLE");

  private final int bits;
  private final String macro;

  GpioFlag(int bits, String macro) {
    this.bits = bits;
    this.macro = macro;
  }

  /** {@return the name in declarations, such as {@code active-low}} */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** {@return the bits of the flag in the second cell of a specifier with two cells} */
  public int bits() {
    return bits;
  }

  /** {@return the name of the macro in {@code dt-bindings/gpio/gpio.h}} */
  public String macro() {
    return macro;
  }
}
