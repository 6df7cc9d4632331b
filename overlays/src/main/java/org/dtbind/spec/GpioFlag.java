// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.spec;

import java.util.Locale;

/**
 * How a line is wired or to be driven, with its bits in the specifier and its macro in source
 * (dt-bindings/gpio/gpio.h).
 */
public enum GpioFlag {
  /** Asserted when the line is high: the usual. */
  ACTIVE_HIGH(0, "GPIO_ACTIVE_HIGH"),
  /** Asserted when the line is low. */
  ACTIVE_LOW(1, "GPIO_ACTIVE_LOW"),
  /** Driven low, else left alone. */
  OPEN_DRAIN(6, "GPIO_OPEN_DRAIN"),
  /** Driven high, else left alone. */
  OPEN_SOURCE(2, "GPIO_OPEN_SOURCE"),
  /** May lose its state over sleep or reset. */
  TRANSITORY(8, "GPIO_TRANSITORY"),
  /** Pulled up. */
  PULL_UP(16, "GPIO_PULL_UP"),
  /** Pulled down. */
  PULL_DOWN(32, "GPIO_PULL_DOWN"),
  /** Not pulled. */
  BIAS_DISABLED(64, "GPIO_PULL_DISABLE");

  private final int bits;
  private final String macro;

  GpioFlag(int bits, String macro) {
    this.bits = bits;
    this.macro = macro;
  }

  /** {@return the name in specifications, such as {@code active-low}} */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** {@return what it sets in the second cell of a two-cell specifier} */
  public int bits() {
    return bits;
  }

  /** {@return its name in source that includes {@code dt-bindings/gpio/gpio.h}} */
  public String macro() {
    return macro;
  }
}
