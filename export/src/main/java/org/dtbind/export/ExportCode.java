// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export;

import org.dtbind.diag.Code;

/** The kinds of problems with the export of a declaration. */
public enum ExportCode implements Code {
  /** Linux creates no device for the node of a declared device, so that nothing can be bound. */
  BECOMES_NO_DEVICE(
      "A declared device cannot be bound because Linux does not create a device for its node."),
  /** The bus of a device is known only to a driver, so that dtbind cannot predict it. */
  UNKNOWN_BUS("dtbind cannot predict the bus of a device."),
  /**
   * The kernel cannot find a line by its name, because it would misread the name or two lines have
   * it.
   */
  UNUSABLE_LINE("The kernel cannot find a line by its declared name."),
  /** The name may be wrong, or a driver or another overlay may give it to a line. */
  UNKNOWN_LINE("No line in the base or the declaration has the declared name."),
  /**
   * The path of a node contains characters that the Devicetree Specification does not allow, such
   * as a newline or a quotation mark.
   */
  UNUSABLE_NAME(
      "The path of a node contains characters that the Devicetree Specification does not allow."),
  /**
   * The number of a bus can change at each boot, because no alias sets it: {@code spi3} may become
   * {@code spi0}.
   */
  BUS_WITHOUT_ALIAS(
      "The name of a device contains a bus number that can change at each boot, because no alias"
          + " sets this number."),
  /**
   * The device node of {@code uio_pdrv_genirq} gives users access to more than the device: to other
   * registers in the same pages, or to memory.
   */
  GIVES_MORE("The device node of a device gives users access to more than the device."),
  /** The format of the export cannot express a part of the declaration. */
  NOT_EXPORTED("A declaration contains something that this type of export cannot express."),
  /** The declaration contains nothing that this type of export can use. */
  NOTHING_TO_EXPORT("A declaration contains nothing that this type of export can use."),
  /** The kernel source that was read does not contain the driver's table of compatibles. */
  UNKNOWN_TABLE(
      "The kernel source does not contain the driver's table of compatible strings where dtbind"
          + " expects it."),
  /** A declared device needs a base that describes it, and there is none. */
  NEEDS_BASE(
      "Exporting a declared device requires a base that describes it, but no such base is"
          + " specified."),
  /** QEMU cannot pass the device to a guest. */
  NOT_FOR_GUESTS("A device cannot be passed to the guest (the virtual machine)."),
  /** The devices need more registers, interrupts or GPIO chips than QEMU's buses have room for. */
  NO_ROOM(
      "The devices need more registers, interrupts or GPIO chips than the QEMU machine has room"
          + " for."),
  /** The installed QEMU lacks a device or option that the generated arguments need. */
  QEMU_LACKS("The installed QEMU lacks a device or option that the generated arguments need.");

  private final String meaning;

  ExportCode(String meaning) {
    this.meaning = meaning;
  }

  @Override
  public String meaning() {
    return meaning;
  }

  @Override
  public Adjustable adjustable() {
    return switch (this) {
      case UNUSABLE_LINE, UNKNOWN_LINE, BUS_WITHOUT_ALIAS, GIVES_MORE, NOT_EXPORTED, QEMU_LACKS ->
          Adjustable.UNLESS_ERROR;
      default -> Adjustable.NEVER;
    };
  }
}
