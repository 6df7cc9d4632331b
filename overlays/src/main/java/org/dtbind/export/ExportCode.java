// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export;

import org.dtbind.diag.Code;

/** The kinds of problems with exporting a declaration. */
public enum ExportCode implements Code {
  /** Linux does not make a device of the node. */
  BECOMES_NO_DEVICE("A declared device cannot be bound because its node does not become a device."),
  /** The driver is for another bus. */
  WRONG_BUS("The declared driver is for a different bus."),
  /** Only a driver knows the bus. */
  UNKNOWN_BUS("dtbind cannot predict the bus of a device."),
  /** The kernel misreads the name, or two lines have it. */
  UNUSABLE_LINE("The kernel would not find a line of an aggregator by this name."),
  /** Such as a newline or a quotation mark. */
  UNUSABLE_NAME(
      "The path of a node has characters that the Devicetree Specification does not allow."),
  /** {@code spi3} today, {@code spi0} tomorrow. */
  BUS_WITHOUT_ALIAS("The name of a device contains a bus number that no alias fixes."),
  /** The format of the export cannot express it. */
  NOT_EXPORTED("A declaration contains something that this export cannot express."),
  /** The declaration contains nothing for this export. */
  NOTHING_TO_EXPORT("A declaration contains nothing for this export."),
  /** The file is not the driver's source. */
  UNKNOWN_TABLE("The kernel source has no table of compatibles in the expected place."),
  /** There are devices, but no tree that describes them. */
  NEEDS_BASE("A declaration has devices, but no tree that describes them."),
  /** QEMU cannot pass the device to a guest. */
  NOT_FOR_GUESTS("A device cannot be passed to a guest of this kind."),
  /** QEMU's platform bus is full. */
  NO_ROOM("The devices need more registers or interrupts than QEMU's machine has room for."),
  /** The installed QEMU lacks what the arguments need. */
  QEMU_LACKS("The installed QEMU lacks a device or option that the arguments need.");

  private final String meaning;

  ExportCode(String meaning) {
    this.meaning = meaning;
  }

  @Override
  public String meaning() {
    return meaning;
  }
}
