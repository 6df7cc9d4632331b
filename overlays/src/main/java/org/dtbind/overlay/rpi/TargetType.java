// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.rpi;

/**
 * The conversion of a parameter's value to the bytes of a property, and its separator in overrides.
 */
public enum TargetType {
  /** A string with a terminating zero byte. */
  STRING("string", 0),
  /** One byte at an offset; separator {@code .}. */
  U8("u8", 1),
  /** Two bytes at an offset; separator {@code ;}. */
  U16("u16", 2),
  /** A cell at an offset; separator {@code :}. */
  U32("u32", 4),
  /** Two cells at an offset; separator {@code #}. */
  U64("u64", 8),
  /** An empty property, which is present if the value is true; separator {@code ?}. */
  BOOLEAN("boolean", 0),
  /** An empty property, which is present if the value is false; separator {@code !}. */
  INVERTED("inverted boolean", 0),
  /** Bytes as pairs of hexadecimal digits; separator {@code [}. */
  BYTES("bytes", 0);

  private final String text;
  private final int size;

  TargetType(String text, int size) {
    this.text = text;
    this.size = size;
  }

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

  /** {@return the name for users} */
  public String text() {
    return text;
  }

  /** {@return the size of an integer in bytes; 0 for other types} */
  public int size() {
    return size;
  }

  public boolean isInteger() {
    return size > 0;
  }
}
