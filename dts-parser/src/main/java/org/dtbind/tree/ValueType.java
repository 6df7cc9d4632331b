// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.tree;

/** The notations for a part of a value (Devicetree Specification v0.4, section 6.3). */
public enum ValueType {
  /** Unknown: the content of a file, or a value from a blob. */
  NONE(0),
  /** {@code [12 34]} or {@code /bits/ 8 <…>}. */
  UINT8(1),
  /** {@code /bits/ 16 <…>}. */
  UINT16(2),
  /** {@code <…>}. */
  UINT32(4),
  /** {@code /bits/ 64 <…>}. */
  UINT64(8),
  /** {@code "…"}. */
  STRING(0);

  private final int width;

  ValueType(int width) {
    this.width = width;
  }

  /** {@return the size of an element in bytes; 0 if elements have no fixed size} */
  public int width() {
    return width;
  }

  /**
   * {@return the type for array elements of a size}
   *
   * @param bits 8, 16, 32 or 64
   */
  public static ValueType ofBits(int bits) {
    return switch (bits) {
      case 8 -> UINT8;
      case 16 -> UINT16;
      case 32 -> UINT32;
      case 64 -> UINT64;
      default -> throw new IllegalArgumentException(bits + " bits");
    };
  }
}
