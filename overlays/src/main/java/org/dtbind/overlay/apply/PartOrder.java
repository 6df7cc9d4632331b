// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.apply;

import org.dtbind.dtb.Fdt;

/**
 * The order of the parts of a blob. libfdt can change a blob only in the order reservations,
 * structure, strings.
 */
final class PartOrder {

  private final RawBlob blob;

  PartOrder(RawBlob blob) {
    this.blob = blob;
  }

  /** Whether the parts are not in the order that libfdt requires, or overlap. */
  boolean isMisordered(long reservations, long structure) {
    long reservationsAt = blob.field(RawBlob.RESERVATIONS_AT);
    long structureAt = blob.field(RawBlob.STRUCTURE_AT);
    long stringsAt = blob.field(RawBlob.STRINGS_AT);
    return reservationsAt < Fdt.HEADER_SIZE
        || structureAt < reservationsAt + reservations
        || stringsAt < structureAt + structure
        || blob.field(Fdt.TOTAL_SIZE) < stringsAt + blob.field(RawBlob.STRINGS_SIZE);
  }

  /** Implements {@link FlatEditor#grow}. */
  void grow(int more) throws FdtFailure {
    long wanted = blob.field(Fdt.TOTAL_SIZE) + more;
    if (wanted > Integer.MAX_VALUE) {
      throw new FdtFailure("it would be larger than 2 GiB");
    }
    int size = (int) wanted;
    blob.resize(size);
    int reservations = reservations();
    int structure = structure();
    if (!isMisordered(reservations, structure)) {
      blob.putCell(RawBlob.VERSION, Fdt.VERSION);
      blob.putCell(RawBlob.STRUCTURE_SIZE, structure);
      blob.putCell(Fdt.TOTAL_SIZE, size);
      return;
    }
    long strings = blob.field(RawBlob.STRINGS_SIZE);
    long whole = Fdt.HEADER_SIZE + (long) reservations + structure + strings;
    if (whole > more) {
      throw new FdtFailure("it has too little free space");
    }
    order(reservations, structure, (int) strings, size);
  }

  /**
   * Returns the size of the memory reservations in bytes, including the final entry, whose size is
   * 0.
   */
  private int reservations() throws FdtFailure {
    long from = blob.field(RawBlob.RESERVATIONS_AT);
    long at = from;
    while (at + Fdt.RESERVATION_SIZE <= blob.field(Fdt.TOTAL_SIZE)) {
      boolean last = blob.cell((int) at + 8) == 0 && blob.cell((int) at + 12) == 0;
      at += Fdt.RESERVATION_SIZE;
      if (last) {
        return (int) (at - from);
      }
    }
    throw new FdtFailure("its memory reservations have no end");
  }

  /** Returns the size of the structure block in bytes. */
  private int structure() throws FdtFailure {
    if (blob.field(RawBlob.VERSION) >= Fdt.VERSION) {
      long size = blob.field(RawBlob.STRUCTURE_SIZE);
      if (size > blob.field(Fdt.TOTAL_SIZE)) {
        throw new FdtFailure("its structure block is longer than the blob");
      }
      return (int) size;
    }
    if (blob.field(RawBlob.VERSION) < Fdt.FIRST_WITH_NAMES) {
      throw new FdtFailure("its version is before 16");
    }
    int offset = 0;
    while (blob.token(offset) != Fdt.END) {
      offset = blob.next();
    }
    if (blob.isBroken()) {
      throw new FdtFailure("its structure is malformed");
    }
    return blob.next();
  }

  /** Moves the parts to the order of libfdt, and sets the version to 17. */
  private void order(int reservations, int structure, int strings, int size) throws FdtFailure {
    long reservationsAt = blob.field(RawBlob.RESERVATIONS_AT);
    long structureAt = blob.field(RawBlob.STRUCTURE_AT);
    long stringsAt = blob.field(RawBlob.STRINGS_AT);
    byte[] old = blob.bytes().clone();
    long longest =
        Math.max(
            structureAt + structure, Math.max(reservationsAt + reservations, stringsAt + strings));
    if (longest > old.length) {
      throw new FdtFailure("a part of it is outside the blob");
    }
    byte[] bytes = blob.bytes();
    int next = Fdt.HEADER_SIZE;
    System.arraycopy(old, (int) reservationsAt, bytes, next, reservations);
    blob.putCell(RawBlob.RESERVATIONS_AT, next);
    next += reservations;
    System.arraycopy(old, (int) structureAt, bytes, next, structure);
    blob.putCell(RawBlob.STRUCTURE_AT, next);
    next += structure;
    System.arraycopy(old, (int) stringsAt, bytes, next, strings);
    blob.putCell(RawBlob.STRINGS_AT, next);
    blob.putCell(RawBlob.STRINGS_SIZE, strings);
    blob.putCell(RawBlob.STRUCTURE_SIZE, structure);
    blob.putCell(RawBlob.VERSION, Fdt.VERSION);
    blob.putCell(RawBlob.COMPATIBLE_VERSION, Fdt.FIRST_WITH_NAMES);
    blob.putCell(Fdt.TOTAL_SIZE, size);
  }

  /** Implements {@link FlatEditor#pack}. */
  void pack() throws FdtFailure {
    int reservations = reservations();
    int structure = blob.cell(RawBlob.STRUCTURE_SIZE);
    if (isMisordered(reservations, structure)) {
      throw new FdtFailure("its parts overlap");
    }
    byte[] bytes = blob.bytes();
    int next = Fdt.HEADER_SIZE;
    next = down(RawBlob.RESERVATIONS_AT, reservations, next, bytes);
    next = down(RawBlob.STRUCTURE_AT, structure, next, bytes);
    next = down(RawBlob.STRINGS_AT, blob.cell(RawBlob.STRINGS_SIZE), next, bytes);
    blob.putCell(Fdt.TOTAL_SIZE, next);
  }

  /** Moves a part to the end of the previous one. Returns the new end of the part. */
  private int down(int field, int size, int to, byte[] bytes) {
    System.arraycopy(bytes, blob.cell(field), bytes, to, size);
    blob.putCell(field, to);
    return to + size;
  }
}
