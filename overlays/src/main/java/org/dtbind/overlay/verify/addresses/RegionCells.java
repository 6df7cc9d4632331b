// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify.addresses;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.dtbind.linux.RegEntry;
import org.dtbind.tree.DtNode;

/** The numbers of cells of addresses and sizes in {@code reg}. */
record RegionCells(int address, int size) {

  static final String ADDRESS = "#address-cells";
  static final String SIZE = "#size-cells";

  /** Returns those of the root node, and so those that the regions must have. */
  static RegionCells ofRoot(DtNode root) {
    // The kernel's default for the root is 1 (OF_ROOT_NODE_ADDR_CELLS_DEFAULT).
    return new RegionCells(root.cell(ADDRESS).orElse(1), root.cell(SIZE).orElse(1));
  }

  int sum() {
    return address + size;
  }

  boolean isUsual() {
    return address >= 1 && address <= 2 && size >= 1 && size <= 2;
  }

  List<RegEntry> entries(DtNode node) {
    return RegEntry.of(node.cells("reg"), address, size);
  }

  /** Returns how to write the regions that are meant in these cells. */
  String corrected(List<RegEntry> meant) {
    List<Long> numbers = new ArrayList<>();
    boolean fit = true;
    for (RegEntry region : meant) {
      fit &= add(region.address(), address, numbers);
      fit &= add(region.size(), size, numbers);
    }
    return fit
        ? "write it as reg = <%s>"
            .formatted(numbers.stream().map("0x%x"::formatted).collect(Collectors.joining(" ")))
        : ("these cells cannot hold it: set '%s' and '%s' of / and %s to 2, and write 'reg' of"
                + " their children in these cells")
            .formatted(ADDRESS, SIZE, Regions.PARENT);
  }

  /** Adds the cells of a value; returns whether they hold it. */
  private static boolean add(long value, int count, List<Long> numbers) {
    long high = value >>> Integer.SIZE;
    if (count == 2) {
      numbers.add(high);
    }
    numbers.add(value & 0xffff_ffffL);
    return count == 2 || high == 0;
  }
}
