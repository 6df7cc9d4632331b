// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.value;

import java.util.List;
import java.util.Map;
import org.dtbind.source.Bytes;

/** A part of a decoded tree, for validation against schemas. */
public sealed interface Value {

  /**
   * A node: its properties and child nodes by name; while it is validated, also {@code $nodename}.
   */
  record Node(Map<String, Value> members) implements Value {}

  /** A list of values: strings, cells, or the rows of a matrix. */
  record Array(List<Value> items) implements Value {}

  /** A string. */
  record Text(String text) implements Value {}

  /**
   * A number.
   *
   * @param value the number; an unsigned number of 64 bits may be negative here and must be read as
   *     in {@link Long#toUnsignedString}
   * @param bits the width of the number: 8, 16, 32 or 64
   * @param signed whether the type of the property is signed
   */
  record Cell(long value, int bits, boolean signed) implements Value {

    /** {@return whether the number exceeds {@link Long#MAX_VALUE}} */
    public boolean isHuge() {
      return bits == 64 && !signed && value < 0;
    }
  }

  /** A property without a value. */
  record Flag() implements Value {}

  /** A value that cannot be decoded with any type of the property. */
  record Raw(Bytes bytes) implements Value {

    /** {@return the strings in the value; empty if it does not consist of printable strings} */
    public List<String> strings() {
      if (bytes.isEmpty() || bytes.get(bytes.length() - 1) != 0) {
        return List.of();
      }
      List<String> strings = List.of(bytes.slice(0, bytes.length() - 1).latin1().split("\0", -1));
      return strings.stream().allMatch(Raw::isPrintable) ? strings : List.of();
    }

    private static boolean isPrintable(String text) {
      return !text.isEmpty() && text.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
    }
  }
}
