// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export;

import org.dtbind.diag.Code;

/** The kinds of problems that a declaration can have with what it is exported to. */
public enum ExportCode implements Code {
  /** A node that Linux makes no device of. */
  BECOMES_NO_DEVICE("A device that is to be bound stands at a node that becomes none."),
  /** A driver of another bus. */
  WRONG_BUS("A device is to have a driver of another bus than its own."),
  /** A bus that only a driver knows. */
  UNKNOWN_BUS("It cannot be told on which bus a device will be."),
  /** A name that the kernel misreads, or that two lines have. */
  UNUSABLE_LINE("A line of an aggregator is named so that the kernel would not find it."),
  /** A newline, a quotation mark. */
  UNUSABLE_NAME("A node's path has characters that the Devicetree Specification does not allow."),
  /** {@code spi3} today, {@code spi0} tomorrow. */
  BUS_WITHOUT_ALIAS("A device's name has its bus's number, which no alias fixes."),
  /** What a form of export has no way to say. */
  NOT_EXPORTED("A declaration says something that this form of export cannot."),
  /** A declaration without anything in it for that consumer. */
  NOTHING_TO_EXPORT("A declaration has nothing that this form of export is about."),
  /** A driver's source that is none. */
  UNKNOWN_TABLE("A kernel's source has no table of compatibles where one was looked for."),
  /** Devices, and no tree that says what they are. */
  NEEDS_BASE("A declaration has devices, and there is no tree to tell what they will be."),
  /** A device that QEMU cannot be given. */
  NOT_FOR_GUESTS("A device cannot be given to a guest of that kind."),
  /** QEMU's platform bus is full. */
  NO_ROOM("The devices have more registers or interrupts than QEMU's machine has room for."),
  /** What the arguments need, and the installed QEMU has not. */
  QEMU_LACKS("The installed QEMU lacks a device or an option that the arguments need.");

  private final String meaning;

  ExportCode(String meaning) {
    this.meaning = meaning;
  }

  @Override
  public String meaning() {
    return meaning;
  }
}
