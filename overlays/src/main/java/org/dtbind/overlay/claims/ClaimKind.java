// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.claims;

/** The kinds of resources that only one node can have. */
public enum ClaimKind {
  /** A line of a GPIO chip (drivers/gpio/gpiolib.c, {@code gpiod_request_commit()}). */
  LINE,
  /** A chip select of an SPI controller (drivers/spi/spi.c, {@code spi_dev_check()}). */
  CHIP_SELECT,
  /** An address on an I²C bus (drivers/i2c/i2c-core-base.c, {@code i2c_check_addr_busy()}). */
  BUS_ADDRESS,
  /**
   * A region of reserved memory (drivers/of/of_reserved_mem.c, {@code __rmem_check_for_overlap()}).
   */
  MEMORY,
  /** The function of a pin (drivers/pinctrl/pinmux.c, {@code pin_request()}). */
  PIN,
  /**
   * A line that a hog drives and another node uses as an interrupt (drivers/gpio/gpiolib.c, {@code
   * gpiochip_lock_as_irq()}).
   */
  INTERRUPT,
  /**
   * A line that one node uses as an interrupt and another one as a GPIO line. Linux allows this if
   * the line is an input (drivers/gpio/gpiolib.c, {@code gpiochip_lock_as_irq()}), which depends on
   * the drivers.
   */
  LINE_AND_INTERRUPT
}
