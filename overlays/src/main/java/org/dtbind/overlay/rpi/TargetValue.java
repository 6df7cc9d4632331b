// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.rpi;

import java.util.List;
import java.util.Optional;

/** The source of the value that a parameter gives to a property. */
public sealed interface TargetValue {

  /** The value that the user gives to the parameter. */
  record Given() implements TargetValue {}

  /**
   * A constant text in the override.
   *
   * @param text parsed like a value that the user gives
   */
  record Literal(String text) implements TargetValue {}

  /**
   * A constant cell in the override.
   *
   * @param offset the byte offset in the override
   * @param cell an unsigned number, for example the phandle of a node
   */
  record Cell(int offset, int cell) implements TargetValue {}

  /**
   * A table that translates the user's value.
   *
   * @param entries the entries, in order; the first one with a matching key counts
   */
  record Table(List<TableEntry> entries) implements TargetValue {

    public Table {
      entries = List.copyOf(entries);
    }
  }

  /**
   * An entry of a table.
   *
   * @param key the user's value; an empty key matches values without an entry
   * @param value absent if the key is also the value
   */
  record TableEntry(String key, Optional<TargetValue> value) {}
}
