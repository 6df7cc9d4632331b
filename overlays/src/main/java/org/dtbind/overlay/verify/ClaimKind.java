// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify;

/** What only one node can have. */
public enum ClaimKind {
  /** A line of a GPIO chip (drivers/gpio/gpiolib.c, {@code gpiod_request_commit()}). */
  LINE("GPIO lines", VerifyCode.LINE_TAKEN),
  /** A chip-select of an SPI controller (drivers/spi/spi.c, {@code spi_dev_check()}). */
  CHIP_SELECT("chip-selects", VerifyCode.CHIP_SELECT_TAKEN),
  /** An address on an I²C bus (drivers/i2c/i2c-core-base.c, {@code i2c_check_addr_busy()}). */
  BUS_ADDRESS("I²C addresses", VerifyCode.BUS_ADDRESS_TAKEN),
  /**
   * A region of memory set aside (drivers/of/of_reserved_mem.c, {@code
   * __rmem_check_for_overlap()}).
   */
  MEMORY("reserved memory", VerifyCode.MEMORY_OVERLAPS),
  /** The function of a pin (drivers/pinctrl/pinmux.c, {@code pin_request()}). */
  PIN("pins", VerifyCode.PIN_TAKEN),
  /** A driven line, as interrupt (drivers/gpio/gpiolib.c, {@code gpiochip_lock_as_irq()}). */
  INTERRUPT("interrupts", VerifyCode.INTERRUPT_DRIVEN);

  private final String text;
  private final VerifyCode code;

  ClaimKind(String text, VerifyCode code) {
    this.text = text;
    this.code = code;
  }

  /** {@return for people, in the plural} */
  public String text() {
    return text;
  }

  VerifyCode code() {
    return code;
  }
}
