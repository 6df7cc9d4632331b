// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify;

import org.dtbind.diag.Code;

/** The kinds of problems that a base and overlays on it can have with each other. */
public enum VerifyCode implements Code {
  /** Two consumers, or a hog and a consumer. */
  LINE_TAKEN("Two nodes request a GPIO line that Linux gives to only one."),
  /** Two {@code reset-gpios}. */
  LINE_SHARED("Two nodes request a GPIO line that only some drivers can share."),
  /** Its pin is in a group of another device. */
  LINE_MUXED("Another device uses the pin of a GPIO line."),
  /** {@code ngpios} or more. */
  LINE_OUT_OF_RANGE("The number of a line is too large for its controller."),
  /** {@code gpio-reserved-ranges}. */
  LINE_RESERVED("The controller reserves a line, so Linux cannot use it."),
  /** {@code #gpio-cells} is another number. */
  WRONG_SPECIFIER("The specifier of a line has the wrong number of cells for its controller."),
  /** No {@code #gpio-cells}, or no node. */
  NO_CONTROLLER("A list of lines refers to a node that is not a GPIO controller."),
  /** {@code status = "disabled"} there. */
  CONTROLLER_OFF("The controller of a line is disabled."),
  /** The same in {@code gpio-line-names}. */
  LINE_NAME_TWICE("Two GPIO lines have the same name."),
  /** The same {@code reg} on an SPI bus. */
  CHIP_SELECT_TAKEN("Two devices on an SPI bus have the same chip-select."),
  /** The same {@code reg} on an I²C bus. */
  BUS_ADDRESS_TAKEN("Two devices on an I²C bus have the same address."),
  /** Overlapping {@code reg} below {@code /reserved-memory}. */
  MEMORY_OVERLAPS("Two regions of reserved memory overlap."),
  /** The same pin in the groups of two devices. */
  PIN_TAKEN("Two devices mux the same pin."),
  /** A hog drives the line. */
  INTERRUPT_DRIVEN("A hog drives a line that is used as an interrupt."),
  /** An output for one, an input for the other, or the same interrupt for both. */
  LINE_AND_INTERRUPT("A GPIO line of one node is the interrupt of another node."),
  /** Disabled, below a node that is no bus, or of a name that is taken. */
  NO_DEVICE("Linux does not create a device for a node that should become one."),
  /** In a declaration alone. */
  NOT_IN_STACK("A declared device is neither in the base nor in an overlay."),
  /** Another property than declared. */
  NOT_AS_DECLARED("A node differs from its declaration."),
  /** Such as spidev on the platform bus. */
  WRONG_BUS("A device is not on the bus of its declared driver."),
  /** No {@code gpios}. */
  NO_LINES("A node without lines is declared for gpio-aggregator."),
  /** Of Linux's own. */
  OTHER_DRIVER("Another driver in Linux takes the device before the declared driver."),
  /** What drivers/of/overlay.c or the firmware does not take. */
  BOOT_REFUSES("The program that merges the overlay at boot refuses it."),
  /** A fragment of another name. */
  BOOT_IGNORES("The program that merges the overlay at boot ignores part of it."),
  /** More than U-Boot makes room for. */
  BOOT_ROOM("The overlay is larger than the space that is reserved for it at boot."),
  /** {@code /aliases} and the like while Linux runs. */
  BOOT_TOO_LATE("The overlay changes something that is read before the overlay is applied."),
  /** {@code --max-size}. */
  TOO_LARGE("The merged tree exceeds the size limit.");

  private final String meaning;

  VerifyCode(String meaning) {
    this.meaning = meaning;
  }

  @Override
  public String meaning() {
    return meaning;
  }
}
