// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify.stack;

import org.dtbind.diag.Code;

/** The codes of diagnostics about a base and the overlays on it. */
public enum VerifyCode implements Code {
  /** The users are two devices, or a hog and a device. */
  LINE_TAKEN("Two nodes request the same GPIO line, which only one of them can use."),
  /** For example, both entries are in {@code gpios}. */
  LINE_REPEATED("A property lists the same GPIO line twice, but Linux assigns it only once."),
  /** For example, both list the line in {@code reset-gpios}. */
  LINE_SHARED("Two nodes request the same GPIO line, which only some drivers can share."),
  /** The pin is in a pin group that another device requests. */
  LINE_MUXED("Another device uses the pin of a GPIO line."),
  /** For example, the number is {@code ngpios} or more. */
  LINE_OUT_OF_RANGE(
      "A line number is too large for the GPIO controller, or it has fewer lines than names."),
  /** The line is in {@code gpio-reserved-ranges}. */
  LINE_RESERVED("A line is reserved by its GPIO controller, so Linux cannot use it."),
  /** The number differs from {@code #gpio-cells}. */
  WRONG_SPECIFIER("The specifier of a line has the wrong number of cells for the GPIO controller."),
  /** The phandle has no node, or the node has no {@code #gpio-cells}. */
  NO_CONTROLLER("A list of lines refers to a node that is not a GPIO controller."),
  /** The controller or an ancestor has {@code status = "disabled"}. */
  CONTROLLER_OFF("The GPIO controller of a line is disabled."),
  /** For example, the node has no {@code output-low}, {@code output-high} or {@code input}. */
  HOG_IGNORED("Linux ignores a GPIO hog, or part of it."),
  /** For example, only {@code enable-active-high} decides this for the line of a regulator. */
  LEVEL_IGNORED("Linux ignores the active level in the flags of a line."),
  /** The names are in {@code gpio-line-names}. */
  LINE_NAME_TWICE("Two GPIO lines have the same name."),
  CHIP_SELECT_TAKEN("Two devices on an SPI bus have the same chip select."),
  BUS_ADDRESS_TAKEN("Two devices on an I²C bus have the same address."),
  /** For example, {@code reg} is written in other cells than those of the parent. */
  REGION_UNREADABLE(
      "Linux ignores a region of reserved memory, or reads another region than the one meant."),
  MEMORY_OVERLAPS("Two regions of reserved memory overlap."),
  REGION_TOO_LARGE("A region of reserved memory begins in the board's memory, and ends beyond it."),
  PIN_TAKEN("The pin groups of two devices contain the same pin."),
  /** For example, {@code iommu-map} has specifiers of two cells, which Linux 7.1 does not read. */
  MAP_UNREADABLE("Linux, or some releases of it, cannot read an ID map."),
  /** On a board, one of the other buses must have the same {@code compatible}. */
  PINS_MISSING(
      "A bus has no pins, although all other buses of the board, at least two, have them."),
  /** For example, {@code vcc-supply} refers to a GPIO controller. */
  NO_REGULATOR("A supply refers to a node that is not a regulator, or that is disabled."),
  /** For example, {@code pinctrl-0} refers to a regulator. */
  NO_PIN_GROUP("A pin state refers to a node that is not in a pin controller."),
  PINS_UNUSED("No node uses a pin group or a pin state, so Linux never applies it."),
  INTERRUPT_DRIVEN("A GPIO hog drives a line that is used as an interrupt."),
  /** The line may be an output for the first node, and drivers may not share the interrupt. */
  LINE_AND_INTERRUPT("A GPIO line that one node uses is also the interrupt of another node."),
  /**
   * For example, the node is disabled, or its parent is not a bus, or the device name is in use.
   */
  NO_DEVICE("Linux does not create a device for a node that should become a device."),
  /** For example, {@code ethernet-phy@1} has {@code reg = <0>}. */
  UNIT_ADDRESS_DIFFERS("The unit address of a node is not the address in its 'reg'."),
  /** For example, {@code enabled} or {@code Okay}. */
  STATUS_UNKNOWN("The value of a status is not one that Linux knows, so Linux disables the node."),
  /** For example, an entry of {@code fsl,pins} lacks its configuration. */
  PINS_UNREADABLE("A list of pins has an incomplete entry."),
  /** For example, both overlays add {@code /i2c-gpio}, each for other lines. */
  NODE_REPLACED("Two overlays add the same node with different values, so only one node remains."),
  /** For example, both overlays set {@code cs-gpios} of the same controller. */
  LIST_REPLACED("An overlay replaces a list that the base or an earlier overlay needs."),
  /** For example, {@code spi0} names an I²C controller. */
  ALIAS_TARGET(
      "An alias or 'stdout-path' names a node that does not exist, or a node of another kind."),
  NOT_IN_STACK("A declared device is in neither the base nor any of the overlays."),
  NOT_AS_DECLARED("A node differs from its declaration."),
  /** For example, the {@code compatible} is {@code spidev}. */
  NO_DRIVER("Linux binds no driver to a device, because its compatible only names a driver."),
  /** The driver of the parent is unknown, or dtbind does not know what it creates. */
  BUS_UNKNOWN("dtbind cannot predict the bus of a device for which a driver is declared."),
  /** Drivers name lines, too, and other overlays may. */
  LINE_UNKNOWN("No GPIO line has a name that the declaration of an aggregator contains."),
  /** For example, spidev is declared for a platform device. */
  WRONG_BUS("The declared driver of a device is for a different type of bus."),
  /** The node has no {@code gpios}. */
  NO_LINES("gpio-aggregator is declared as the driver of a node that has no GPIO lines."),
  /** The kernel has a driver for the node's {@code compatible}. */
  OTHER_DRIVER("Another Linux driver binds to the device before the declared driver can."),
  /** It is the number of a level, from 0. */
  BRIGHTNESS_BEYOND("The default level of a backlight is not one of its levels."),
  /** For example, it begins in the middle of a block of 2 MiB. */
  REGION_UNALIGNED(
      "A region for the contiguous memory allocator is not aligned, so Linux rejects it."),
  REGION_OUTSIDE("A region of reserved memory is outside of the board's memory, or larger."),
  INTERRUPT_TYPES(
      "Two nodes use the same interrupt with different trigger types, so only one of them gets it."),
  /** For example, the address is the one behind the bus. */
  NOT_TRANSLATED(
      "An address is in none of the ranges of its bus, so the processor cannot reach the device."),
  OPP_UNSUPPORTED("An operating point needs a voltage that its regulator does not supply."),
  OPP_NAME_DIFFERS("The name of an operating point has another frequency than its 'opp-hz'."),
  PARTITIONS_UNREADABLE("Linux reads none of the partitions, because one of them has no 'reg'."),
  PARTITIONS_OVERLAP("A partition ends in the middle of another one."),
  /** The size of the first one has a zero too many. */
  REGISTERS_OVERLAP("The registers of a device contain those of another device."),
  REGULATOR_RANGE("The lowest and highest voltages of a regulator contradict each other."),
  ZONE_WITHOUT_TRIPS("A thermal zone has no trip points, without which Linux 6.1 does not use it."),
  COMPATIBLE_BLANK("A compatible string contains a blank, so no driver matches it."),
  /** For example, there are three {@code clock-names} for two {@code clocks}. */
  NAMES_BEYOND("A list of names has more entries than the list that it names."),
  /** For example, a child of gpio-leds has no {@code gpios}. */
  CHILD_INCOMPLETE(
      "A driver fails for all children of a node, because one of them lacks a property."),
  /** For example, two numbers of 16 bits are in one cell. */
  PIN_BEYOND("A pin group contains a pin that its controller does not have."),
  /** For example, a bus gets another {@code compatible}. */
  DEVICES_LOST("Because of an overlay, Linux no longer creates devices of the base."),
  /** The root nodes have no compatible string in common. */
  OTHER_BOARD("An overlay is for another board than the base."),
  /** A FIT image contains devicetrees, and is not one itself. */
  NOT_A_BOARD("A blob is an image that contains devicetrees, not a devicetree."),
  /** The rules of drivers/of/overlay.c. */
  BOOT_REFUSES("Linux rejects the overlay if it is applied to the running system."),
  /** For example, the firmware ignores a fragment that is not named {@code fragment@N}. */
  BOOT_IGNORES("The Raspberry Pi's firmware ignores part of the overlay."),
  /** U-Boot reserves a fixed number of bytes for each overlay. */
  BOOT_ROOM("The overlay adds more bytes to the tree than U-Boot reserves for an overlay."),
  /** For example, a running Linux does not read {@code /aliases} again. */
  BOOT_TOO_LATE(
      "The overlay is applied to a running system, but changes a part of the tree that Linux reads"
          + " only at boot.");

  /** The argument of messages with LINE_NAME_TWICE: the number of the other line. */
  public static final String OTHER_LINE = "otherLine";

  /** The argument of messages with LINE_NAME_TWICE: the name of both lines. */
  public static final String NAME = "name";

  private final String meaning;

  VerifyCode(String meaning) {
    this.meaning = meaning;
  }

  @Override
  public String meaning() {
    return meaning;
  }

  @Override
  public Adjustable adjustable() {
    return Adjustable.ALWAYS;
  }
}
