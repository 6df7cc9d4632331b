// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.rpi;

import java.util.List;
import java.util.Optional;

/** Where the value comes from that a parameter gives to a property. */
public sealed interface TargetValue {

  /** What the parameter is given. */
  record Given() implements TargetValue {}

  /**
   * Always the same text.
   *
   * @param text which is read as a value that was given
   */
  record Literal(String text) implements TargetValue {}

  /**
   * Always the same cell.
   *
   * @param offset in the value of the override, in bytes
   * @param cell an unsigned number, such as the phandle of a node
   */
  record Cell(int offset, int cell) implements TargetValue {}

  /**
   * What is given, translated.
   *
   * @param entries in order; the first one that fits counts
   */
  record Table(List<Entry> entries) implements TargetValue {

    /** Copies the list. */
    public Table {
      entries = List.copyOf(entries);
    }
  }

  /**
   * An entry of a table.
   *
   * @param key empty for all that no other entry is for
   * @param value absent if it is the key
   */
  record Entry(String key, Optional<TargetValue> value) {}
}
