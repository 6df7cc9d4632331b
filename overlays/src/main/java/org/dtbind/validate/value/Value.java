// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.value;

import java.util.List;
import java.util.Map;
import org.dtbind.source.Bytes;

/** What schemas see of a tree: properties decoded by the types that schemas give them. */
public sealed interface Value {

  /** A node: its properties and children, by name. {@code $nodename} is among them. */
  record Node(Map<String, Value> members) implements Value {}

  /** Several values. */
  record Array(List<Value> items) implements Value {}

  /** A string. */
  record Text(String text) implements Value {}

  /**
   * A number.
   *
   * @param value unsigned ones of 64 bits as {@link Long#toUnsignedString} prints them
   * @param bits 8, 16, 32 or 64
   * @param signed whether the type is one with a sign
   */
  record Cell(long value, int bits, boolean signed) implements Value {

    /** {@return whether the number is larger than a long holds} */
    public boolean isHuge() {
      return bits == 64 && !signed && value < 0;
    }
  }

  /** A property without a value. */
  record Flag() implements Value {}

  /** Bytes that no type fits. */
  record Raw(Bytes bytes) implements Value {}
}
