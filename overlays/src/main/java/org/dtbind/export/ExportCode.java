// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export;

import org.dtbind.diag.Code;

/** The kinds of problems that a declaration can have with what it is exported to. */
public enum ExportCode implements Code {
  /** A node that Linux makes no device of. */
  BECOMES_NO_DEVICE("A declared device cannot be bound because its node does not become a device."),
  /** A driver of another bus. */
  WRONG_BUS("The declared driver is for a different bus."),
  /** A bus that only a driver knows. */
  UNKNOWN_BUS("dtbind cannot predict the bus of a device."),
  /** A name that the kernel misreads, or that two lines have. */
  UNUSABLE_LINE("The kernel would not find a line of an aggregator by this name."),
  /** A newline, a quotation mark. */
  UNUSABLE_NAME(
      "The path of a node has characters that the Devicetree Specification does not allow."),
  /** {@code spi3} today, {@code spi0} tomorrow. */
  BUS_WITHOUT_ALIAS("The name of a device contains a bus number that no alias fixes."),
  /** What a form of export has no way to say. */
  NOT_EXPORTED("A declaration contains something that this export cannot express."),
  /** A declaration without anything in it for that consumer. */
  NOTHING_TO_EXPORT("A declaration contains nothing for this export."),
  /** A driver's source that is none. */
  UNKNOWN_TABLE("The kernel source has no table of compatibles in the expected place."),
  /** Devices, and no tree that says what they are. */
  NEEDS_BASE("A declaration has devices, but no tree says what they will become."),
  /** A device that QEMU cannot be given. */
  NOT_FOR_GUESTS("A device cannot be passed to a guest of this kind."),
  /** QEMU's platform bus is full. */
  NO_ROOM("The devices need more registers or interrupts than QEMU's machine has room for."),
  /** What the arguments need, and the installed QEMU has not. */
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
