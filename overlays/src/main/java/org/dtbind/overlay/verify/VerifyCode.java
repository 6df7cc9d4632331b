// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify;

import org.dtbind.diag.Code;

/** The kinds of problems that a base and overlays on it can have with each other. */
public enum VerifyCode implements Code {
  /** Two consumers, or a hog and a consumer. */
  LINE_TAKEN("Two nodes want a GPIO line that Linux gives to one alone."),
  /** Two {@code reset-gpios}. */
  LINE_SHARED("Two nodes want a GPIO line that only some drivers share."),
  /** Its pin is in a group of another device. */
  LINE_MUXED("A GPIO line's pin has a function for another device."),
  /** {@code ngpios} or more. */
  LINE_OUT_OF_RANGE("A line's number is larger than its controller has lines."),
  /** {@code gpio-reserved-ranges}. */
  LINE_RESERVED("A line is one that its controller keeps from Linux."),
  /** {@code #gpio-cells} is another number. */
  WRONG_SPECIFIER("A line's specifier has not the cells that its controller asks for."),
  /** No {@code #gpio-cells}, or no node. */
  NO_CONTROLLER("A list of lines refers to a node that is no GPIO controller."),
  /** {@code status = "disabled"} there. */
  CONTROLLER_OFF("A line is one of a controller that is disabled."),
  /** The same in {@code gpio-line-names}. */
  LINE_NAME_TWICE("Two GPIO lines have the same name."),
  /** The same {@code reg} on an SPI bus. */
  CHIP_SELECT_TAKEN("Two devices of an SPI bus have the same chip-select."),
  /** The same {@code reg} on an I²C bus. */
  BUS_ADDRESS_TAKEN("Two devices of an I²C bus have the same address."),
  /** Overlapping {@code reg} below {@code /reserved-memory}. */
  MEMORY_OVERLAPS("Two regions of reserved memory overlap."),
  /** The same pin in the groups of two devices. */
  PIN_TAKEN("Two devices mux the same pin."),
  /** A hog drives the line. */
  INTERRUPT_DRIVEN("An interrupt is to come from a line that a hog drives."),
  /** Disabled, below a node that is no bus, or of a name that is taken. */
  NO_DEVICE("Linux makes no device of a node that is to be one."),
  /** In a declaration alone. */
  NOT_IN_STACK("A device is declared that neither the base nor an overlay brings."),
  /** Another property than declared. */
  NOT_AS_DECLARED("A node is not as it is declared."),
  /** Such as spidev on the platform bus. */
  WRONG_BUS("A device stands on another bus than its declared driver drives."),
  /** No {@code gpios}. */
  NO_LINES("gpio-aggregator is to drive a node that has no lines."),
  /** Of Linux's own. */
  OTHER_DRIVER("A driver of Linux's own takes the device before the declared one."),
  /** What drivers/of/overlay.c or the firmware does not take. */
  BOOT_REFUSES("Who merges the overlay at boot refuses it."),
  /** A fragment of another name. */
  BOOT_IGNORES("Who merges the overlay at boot ignores a part of it."),
  /** More than U-Boot makes room for. */
  BOOT_ROOM("The overlay is larger than the room that is made for it at boot."),
  /** {@code /aliases} and the like while Linux runs. */
  BOOT_TOO_LATE("The overlay changes what is read before it is applied."),
  /** {@code --max-size}. */
  TOO_LARGE("The merged tree is larger than it may be.");

  private final String meaning;

  VerifyCode(String meaning) {
    this.meaning = meaning;
  }

  @Override
  public String meaning() {
    return meaning;
  }
}
