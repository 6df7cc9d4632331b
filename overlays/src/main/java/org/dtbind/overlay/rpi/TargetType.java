// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.rpi;

/** How a parameter's value becomes the bytes of a property. */
public enum TargetType {
  /** Text and a zero byte. */
  STRING("string", 0),
  /** One byte at an offset: {@code .}. */
  U8("u8", 1),
  /** Two bytes at an offset: {@code ;}. */
  U16("u16", 2),
  /** A cell at an offset: {@code :}. */
  U32("u32", 4),
  /** Two cells at an offset: {@code #}. */
  U64("u64", 8),
  /** An empty property, there or not: {@code ?}. */
  BOOLEAN("boolean", 0),
  /** The other way round: {@code !}. */
  INVERTED("inverted boolean", 0),
  /** Pairs of hexadecimal digits: {@code [}. */
  BYTES("bytes", 0);

  private final String text;
  private final int size;

  TargetType(String text, int size) {
    this.text = text;
    this.size = size;
  }

  /** Returns what stands behind a separator. */
  static TargetType of(char separator) {
    return switch (separator) {
      case '.' -> U8;
      case ';' -> U16;
      case ':' -> U32;
      case '#' -> U64;
      case '?' -> BOOLEAN;
      case '!' -> INVERTED;
      default -> BYTES;
    };
  }

  /** {@return the text for users} */
  public String text() {
    return text;
  }

  /** {@return the bytes of an integer; 0 for all others} */
  public int size() {
    return size;
  }

  /** {@return whether it is a number at an offset} */
  public boolean isInteger() {
    return size > 0;
  }
}
