// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.apply;

import java.util.Arrays;
import org.dtbind.dtb.Fdt;
import org.dtbind.source.Bytes;

/**
 * The bytes of a blob, its header, and the tokens of its structure block (Devicetree Specification
 * v0.4, sections 5.2 and 5.4). Offsets of tokens are in bytes from the start of the structure
 * block, and are checked before use.
 */
final class RawBlob {

  /** The oldest version that libfdt reads (FDT_FIRST_SUPPORTED_VERSION). */
  static final int FIRST_VERSION = 2;

  /** Offsets of the header's fields, besides {@link Fdt#TOTAL_SIZE}. */
  static final int STRUCTURE_AT = 8;

  static final int STRINGS_AT = 12;
  static final int RESERVATIONS_AT = 16;
  static final int VERSION = 20;
  static final int COMPATIBLE_VERSION = 24;
  static final int STRINGS_SIZE = 32;
  static final int STRUCTURE_SIZE = 36;

  /** Size in bytes of the token, the length, and the offset of the name. */
  static final int PROPERTY_HEADER = 12;

  private byte[] bytes;
  private int length;

  /** Whether {@code structureAt} and {@code structureEnd} are valid for the current header. */
  private boolean known;

  private int structureAt;
  private long structureEnd;
  private int next;

  RawBlob(Bytes file) {
    length = file.length();
    bytes = Arrays.copyOf(file.toArray(), Math.max(length, Fdt.HEADER_SIZE));
  }

  byte[] bytes() {
    return bytes;
  }

  /** Changes the size of the array to a number of bytes; new bytes are zero. */
  void resize(int size) {
    bytes = Arrays.copyOf(bytes, Math.max(size, Fdt.HEADER_SIZE));
    length = size;
    known = false;
  }

  int cell(int at) {
    return (bytes[at] & 0xff) << 24
        | (bytes[at + 1] & 0xff) << 16
        | (bytes[at + 2] & 0xff) << 8
        | bytes[at + 3] & 0xff;
  }

  void putCell(int at, int value) {
    known &= at >= Fdt.HEADER_SIZE;
    bytes[at] = (byte) (value >> 24);
    bytes[at + 1] = (byte) (value >> 16);
    bytes[at + 2] = (byte) (value >> 8);
    bytes[at + 3] = (byte) value;
  }

  /** Returns a field of the header, from 0 to 2<sup>32</sup> - 1. */
  long field(int field) {
    return Integer.toUnsignedLong(cell(field));
  }

  /** Checks the magic number, the version, and that the total size is not greater than the file. */
  void probe() throws FdtFailure {
    if (cell(0) != Fdt.MAGIC) {
      throw new FdtFailure("it has no magic number");
    }
    if (field(VERSION) < FIRST_VERSION || field(COMPATIBLE_VERSION) > Fdt.VERSION) {
      throw new FdtFailure("its version is not one that libfdt reads");
    }
    if (field(Fdt.TOTAL_SIZE) > length) {
      throw new FdtFailure("it is shorter than its header specifies");
    }
  }

  static int aligned(int size) {
    return (size + 3) & -4;
  }

  /** Converts an offset in the structure block to an offset in the blob. */
  int at(int offset) {
    return (known ? structureAt : Math.toIntExact(field(STRUCTURE_AT))) + offset;
  }

  /** Returns the size of the structure block, limited to the size of the blob. */
  private long end() {
    long room = field(Fdt.TOTAL_SIZE) - field(STRUCTURE_AT);
    return field(VERSION) >= Fdt.VERSION ? Math.min(room, field(STRUCTURE_SIZE)) : room;
  }

  /**
   * Returns the token at an offset, or {@link Fdt#END} if there is no valid token. {@link
   * #isBroken} and {@link #next} then describe the result.
   */
  int token(int start) {
    next = -1;
    if (!known) {
      structureAt = Math.toIntExact(Math.min(field(STRUCTURE_AT), Integer.MAX_VALUE));
      structureEnd = end();
      known = true;
    }
    long end = structureEnd;
    if (start < 0 || start + 4L > end) {
      return Fdt.END;
    }
    int from = structureAt;
    int token = cell(from + start);
    long behind = start + 4L;
    switch (token) {
      case Fdt.BEGIN_NODE -> {
        while (behind < end && bytes[from + (int) behind] != 0) {
          behind++;
        }
        behind++;
      }
      case Fdt.PROP -> {
        if (behind + 4 > end) {
          return Fdt.END;
        }
        long size = cell(from + (int) behind) & 0xffffffffL;
        behind += 8 + size;
      }
      case Fdt.END, Fdt.END_NODE, Fdt.NOP -> {
        // These tokens have no content.
      }
      default -> {
        return Fdt.END;
      }
    }
    if (behind > end) {
      return Fdt.END;
    }
    next = aligned((int) behind);
    return token;
  }

  /** Whether the last call of {@link #token} found no valid token. */
  boolean isBroken() {
    return next < 0;
  }

  /** Returns the offset after the last {@link #token}. */
  int next() {
    return next;
  }

  /** Returns the offset after the token and name of a node. */
  int behindNode(int node) throws FdtFailure {
    if (node < 0 || node % 4 != 0 || token(node) != Fdt.BEGIN_NODE) {
      throw new FdtFailure("its structure is malformed");
    }
    return next;
  }
}
