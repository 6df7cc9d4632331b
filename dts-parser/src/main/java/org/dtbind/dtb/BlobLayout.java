// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dtb;

/**
 * The format of a blob, as specified by dtc's options {@code -V}, {@code -R}, {@code -S}, {@code
 * -p} and {@code -a}.
 *
 * @param version 1, 2, 3, 16 or 17
 * @param reservations the number of empty entries after the tree's memory reservations
 * @param size the minimum size in bytes; 0 for none
 * @param padding the number of bytes to add at the end; 0 for none
 * @param alignment the size in bytes is rounded up to a multiple of this power of two; 0 for no
 *     rounding
 */
public record BlobLayout(int version, int reservations, int size, int padding, int alignment) {

  /** Version 17 without additional bytes. */
  public static final BlobLayout DEFAULT = new BlobLayout(17, 0, 0, 0, 0);

  /** Rejects unknown versions. */
  public BlobLayout {
    if (!isVersion(version)) {
      throw new IllegalArgumentException("version " + version);
    }
  }

  /**
   * {@return whether dtbind can write a version of the format}
   *
   * @param version the version
   */
  public static boolean isVersion(int version) {
    return version >= 1 && version <= 3 || version == 16 || version == 17;
  }

  /**
   * Whether nodes have full paths and a name property, and values of 8 bytes or more are aligned to
   * 8 bytes.
   */
  boolean isOld() {
    return version < Fdt.FIRST_WITH_NAMES;
  }

  int headerSize() {
    return version == 1 ? 28 : version == 2 ? 32 : version < 17 ? 36 : Fdt.HEADER_SIZE;
  }

  int compatibleVersion() {
    return isOld() ? 1 : Fdt.LAST_COMPATIBLE_VERSION;
  }

  /** Returns the total size of a blob from the size of its content. */
  int total(int used) {
    long total = padding > 0 ? (long) used + padding : Math.max(used, size);
    long aligned = alignment > 0 ? (total + alignment - 1) & -(long) alignment : total;
    return Math.toIntExact(aligned);
  }
}
