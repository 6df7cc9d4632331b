// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify.addresses;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dtbind.linux.RegEntry;
import org.dtbind.tree.DtNode;

/**
 * The memory of a board.
 *
 * @param sizes the sizes of its parts by address, those next to each other as one; empty if the
 *     bootloader adds the memory
 */
record BoardMemory(TreeMap<Long, Long> sizes) {

  static BoardMemory of(DtNode root, RegionCells cells) {
    TreeMap<Long, Long> sizes = new TreeMap<>(Long::compareUnsigned);
    for (DtNode node : root.children()) {
      if (!node.strings("device_type").equals(List.of("memory")) || !node.isAvailable()) {
        continue;
      }
      for (RegEntry entry : cells.entries(node)) {
        if (entry.size() == 0) {
          return new BoardMemory(new TreeMap<>());
        }
        sizes.merge(entry.address(), entry.size(), Math::max);
      }
    }
    TreeMap<Long, Long> joined = new TreeMap<>(Long::compareUnsigned);
    sizes.forEach(
        (address, size) -> {
          Map.Entry<Long, Long> last = joined.lastEntry();
          long gap = last == null ? -1 : address - last.getKey();
          if (last != null && Long.compareUnsigned(gap, last.getValue()) <= 0) {
            joined.put(last.getKey(), Math.max(last.getValue(), gap + size));
          } else {
            joined.put(address, size);
          }
        });
    return new BoardMemory(joined);
  }

  /** Returns whether an address is beyond all memory; SRAM and registers are often below. */
  boolean isBelow(long address) {
    Map.Entry<Long, Long> last = sizes.lastEntry();
    return Long.compareUnsigned(address, last.getKey()) >= 0
        && Long.compareUnsigned(address - last.getKey(), last.getValue()) >= 0;
  }

  /**
   * Returns whether a region begins in the memory and ends beyond it. Regions outside of the memory
   * are usual: they are in SRAM, or in memory that the bootloader adds.
   */
  boolean isExceededBy(List<RegEntry> regions) {
    for (RegEntry region : regions) {
      Map.Entry<Long, Long> holder = sizes.floorEntry(region.address());
      if (holder != null) {
        long left = holder.getValue() - (region.address() - holder.getKey());
        if (left > 0 && Long.compareUnsigned(region.size(), left) > 0) {
          return true;
        }
      }
    }
    return false;
  }
}
