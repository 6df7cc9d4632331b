// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;

/**
 * Finds overlapping regions below {@code /reserved-memory}. Linux only logs an overlap at boot, and
 * then both users write to the same memory (drivers/of/of_reserved_mem.c, {@code
 * __rmem_check_for_overlap()}).
 */
final class MemoryClaims {

  private static final NodePath RESERVED = NodePath.ROOT.child("reserved-memory");

  /**
   * A range of addresses.
   *
   * @param start the first address, unsigned
   * @param size the size in bytes, unsigned
   */
  private record Region(Claim place, long start, long size) {

    boolean overlaps(Region that) {
      return size != 0
          && that.size != 0
          && (Long.compareUnsigned(start, that.start) <= 0
              ? Long.compareUnsigned(that.start - start, size) < 0
              : Long.compareUnsigned(start - that.start, that.size) < 0);
    }
  }

  private final TreeIndex index;

  MemoryClaims(TreeIndex index) {
    this.index = index;
  }

  List<Conflict> conflicts() {
    List<Region> regions = new ArrayList<>();
    Optional<DtNode> parent = index.at(RESERVED).filter(node -> index.isAvailable(RESERVED));
    for (DtNode child : parent.map(DtNode::children).orElse(List.of())) {
      if (child.isAvailable()) {
        regions.addAll(regions(parent.get(), child));
      }
    }
    List<Conflict> conflicts = new ArrayList<>();
    for (int i = 1; i < regions.size(); i++) {
      for (Region earlier : regions.subList(0, i)) {
        Region later = regions.get(i);
        if (earlier.overlaps(later) && !earlier.place().owner().equals(later.place().owner())) {
          boolean behind = Long.compareUnsigned(earlier.start(), later.start()) > 0;
          String thing = "memory at 0x%x".formatted(behind ? earlier.start() : later.start());
          conflicts.add(
              new Conflict(ClaimKind.MEMORY, thing, earlier.place(), later.place(), true));
        }
      }
    }
    return conflicts;
  }

  /**
   * Returns the regions in {@code reg}. A node with only {@code size} has none, because Linux
   * chooses the address.
   */
  private static List<Region> regions(DtNode parent, DtNode node) {
    int address = number(parent, "#address-cells");
    int size = number(parent, "#size-cells");
    List<Integer> cells = node.cells("reg");
    List<Region> regions = new ArrayList<>();
    boolean readable = address >= 1 && address <= 2 && size >= 1 && size <= 2;
    for (int at = 0; readable && at + address + size <= cells.size(); at += address + size) {
      Claim claim = Claim.of(RESERVED.child(node.name()), node, "reg");
      regions.add(
          new Region(
              claim,
              value(cells.subList(at, at + address)),
              value(cells.subList(at + address, at + address + size))));
    }
    return regions;
  }

  private static int number(DtNode node, String property) {
    return node.cell(property).orElse(0);
  }

  private static long value(List<Integer> cells) {
    long value = 0;
    for (int cell : cells) {
      value = value << Integer.SIZE | Integer.toUnsignedLong(cell);
    }
    return value;
  }
}
