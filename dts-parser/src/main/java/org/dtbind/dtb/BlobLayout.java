// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dtb;

/**
 * The format of a blob, as specified by dtc's options {@code -V}, {@code -R}, {@code -S}, {@code
 * -p} and {@code -a}.
 *
 * @param version 1, 2, 3, 16 or 17
 * @param reservations empty entries after the tree's own memory reservations
 * @param size minimum size in bytes; 0 for none
 * @param padding bytes that are added at the end, 0 for none
 * @param alignment of the size in bytes, a power of two; 0 for none
 */
public record BlobLayout(int version, int reservations, int size, int padding, int alignment) {

  /** Version 17, with the minimum size. */
  public static final BlobLayout DEFAULT = new BlobLayout(17, 0, 0, 0, 0);

  /** Checks the version. */
  public BlobLayout {
    if (!isVersion(version)) {
      throw new IllegalArgumentException("version " + version);
    }
  }

  /**
   * {@return whether a blob can have this version}
   *
   * @param version the number
   */
  public static boolean isVersion(int version) {
    return version >= 1 && version <= 3 || version == 16 || version == 17;
  }

  /** Returns whether nodes carry full paths and a name property, and values are aligned to 8. */
  boolean isOld() {
    return version < Fdt.FIRST_WITH_NAMES;
  }

  int headerSize() {
    return version == 1 ? 28 : version == 2 ? 32 : version < 17 ? 36 : Fdt.HEADER_SIZE;
  }

  int compatibleVersion() {
    return isOld() ? 1 : Fdt.LAST_COMPATIBLE_VERSION;
  }

  /** Returns the size of a blob whose content has that many bytes. */
  int total(int used) {
    long total = padding > 0 ? (long) used + padding : Math.max(used, size);
    long aligned = alignment > 0 ? (total + alignment - 1) & -(long) alignment : total;
    return Math.toIntExact(aligned);
  }
}
