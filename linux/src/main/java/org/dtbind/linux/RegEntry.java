// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux;

import java.util.ArrayList;
import java.util.List;

/**
 * An entry of {@code reg}, or of a property with such entries: an address and a size.
 *
 * @param addressCells the cells of the address, the most significant one first
 * @param size number of bytes: the low 64 bits, an unsigned number
 */
public record RegEntry(List<Integer> addressCells, long size) {

  /** Copies the list. */
  public RegEntry {
    addressCells = List.copyOf(addressCells);
  }

  /**
   * {@return the complete entries of a property, in order; none if the numbers of cells are not
   * valid: an address has at least one cell}
   *
   * @param cells the value of the property
   * @param address the number of cells of an address, as {@code #address-cells} says
   * @param size the number of cells of a size, as {@code #size-cells} says
   */
  public static List<RegEntry> of(List<Integer> cells, int address, int size) {
    List<RegEntry> entries = new ArrayList<>();
    long width = (long) address + size;
    boolean valid = address >= 1 && size >= 0;
    for (int at = 0; valid && width <= cells.size() - at; at += (int) width) {
      int end = at + address;
      entries.add(new RegEntry(cells.subList(at, end), number(cells.subList(end, end + size))));
    }
    return entries;
  }

  /** {@return the low 64 bits of the address, an unsigned number} */
  public long address() {
    return number(addressCells);
  }

  /** Returns the low 64 bits, like the kernel's {@code of_read_number()}. */
  static long number(List<Integer> cells) {
    long number = 0;
    for (int cell : cells) {
      number = number << Integer.SIZE | Integer.toUnsignedLong(cell);
    }
    return number;
  }
}
