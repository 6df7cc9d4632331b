// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify;

import org.dtbind.diag.Code;

/** The kinds of problems that a base and overlays on it can have with each other. */
public enum VerifyCode implements Code {
  /** Two consumers, or a hog and a consumer. */
  LINE_TAKEN("Two nodes request the same GPIO line, but Linux gives it to only one of them."),
  /** Two {@code reset-gpios}. */
  LINE_SHARED("Two nodes request the same GPIO line, which only some drivers can share."),
  /** Its pin is in a group of another device. */
  LINE_MUXED("Another device uses the pin of a GPIO line."),
  /** {@code ngpios} or more. */
  LINE_OUT_OF_RANGE("A line number is too large for the GPIO controller."),
  /** {@code gpio-reserved-ranges}. */
  LINE_RESERVED("The GPIO controller reserves a line, so Linux cannot use the line."),
  /** {@code #gpio-cells} is another number. */
  WRONG_SPECIFIER("The specifier of a line has the wrong number of cells for the GPIO controller."),
  /** No {@code #gpio-cells}, or no node. */
  NO_CONTROLLER("A list of lines refers to a node that is not a GPIO controller."),
  /** {@code status = "disabled"} there. */
  CONTROLLER_OFF("The GPIO controller of a line is disabled."),
  /** The same in {@code gpio-line-names}. */
  LINE_NAME_TWICE("Two GPIO lines have the same name."),
  /** The same {@code reg} on an SPI bus. */
  CHIP_SELECT_TAKEN("Two devices on an SPI bus have the same chip select."),
  /** The same {@code reg} on an I²C bus. */
  BUS_ADDRESS_TAKEN("Two devices on an I²C bus have the same address."),
  /** Overlapping {@code reg} below {@code /reserved-memory}. */
  MEMORY_OVERLAPS("Two regions of reserved memory overlap."),
  /** The same pin in the groups of two devices. */
  PIN_TAKEN("The pin groups of two devices contain the same pin."),
  /** A hog drives the line. */
  INTERRUPT_DRIVEN("A GPIO hog drives a line that is used as an interrupt."),
  /** An output for one, an input for the other, or the same interrupt for both. */
  LINE_AND_INTERRUPT("A GPIO line that one node uses is also the interrupt of another node."),
  /** Disabled, below a node that is no bus, or of a name that is taken. */
  NO_DEVICE("Linux does not create a device for a node that should become a device."),
  /** In a declaration alone. */
  NOT_IN_STACK("A declared device is in neither the base nor an overlay."),
  /** Another property than declared. */
  NOT_AS_DECLARED("A node differs from its declaration."),
  /** Such as spidev on the platform bus. */
  WRONG_BUS("The declared driver of a device is for a different type of bus."),
  /** No {@code gpios}. */
  NO_LINES("A node without GPIO lines is declared for the gpio-aggregator driver."),
  /** Of Linux's own. */
  OTHER_DRIVER("Another Linux driver binds to the device before the declared driver can."),
  /** What drivers/of/overlay.c or the firmware does not take. */
  BOOT_REFUSES("The program that merges the overlay into the base refuses the overlay."),
  /** A fragment of another name. */
  BOOT_IGNORES("The program that merges the overlay at boot ignores part of the overlay."),
  /** More than U-Boot makes room for. */
  BOOT_ROOM("The overlay is larger than the space that is reserved for it at boot."),
  /** {@code /aliases} and the like while Linux runs. */
  BOOT_TOO_LATE(
      "The overlay changes a part of the tree that is read only before the overlay is applied."),
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
