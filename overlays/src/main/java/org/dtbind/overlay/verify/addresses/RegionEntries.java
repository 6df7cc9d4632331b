// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify.addresses;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Subject;
import org.dtbind.linux.RegEntry;
import org.dtbind.linux.Release;
import org.dtbind.overlay.verify.stack.Stack;
import org.dtbind.overlay.verify.stack.VerifyCode;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;

/** Checks that the regions in {@code reg} of a node are those that are meant. */
record RegionEntries(Regions regions, NodePath path, DtNode region) {

  private static final Release ONE_REGION = new Release(7, 2);

  /**
   * Reports a {@code reg} that is written in other cells: the address in the name is the first one
   * only with these.
   */
  Optional<Diagnostic> check() {
    RegionCells cells = regions.cells();
    List<RegEntry> read = cells.entries(region);
    Optional<Long> unit = unit();
    if (read.isEmpty()) {
      return Optional.empty();
    }
    if (unit.isEmpty() || read.get(0).address() == unit.get()) {
      return several(read);
    }
    for (RegionCells other :
        List.of(
            new RegionCells(2, 2),
            new RegionCells(2, 1),
            new RegionCells(1, 1),
            new RegionCells(1, 2))) {
      List<RegEntry> meant = other.entries(region);
      if (!other.equals(cells)
          && region.cells("reg").size() == meant.size() * other.sum()
          && meant.get(0).address() == unit.get()) {
        return Optional.of(
            regions
                .error(
                    path,
                    "reg",
                    Message.of(
                        "Linux reads this 'reg' as {regions}, not as {meant}",
                        Regions.text(read),
                        Regions.text(meant)))
                .help(cells.corrected(meant)));
      }
    }
    return several(read);
  }

  /** Reports a {@code reg} with several regions, if they overlap or Linux ignores all but one. */
  private Optional<Diagnostic> several(List<RegEntry> entries) {
    if (entries.size() < 2) {
      return Optional.empty();
    }
    if (overlap(entries)) {
      return Optional.of(
          regions
              .warning(
                  VerifyCode.REGION_UNREADABLE,
                  path,
                  Message.of(
                      "Linux reads this 'reg' as {regions}, which overlap", Regions.text(entries)))
              .help("write the property in the cells of " + Regions.PARENT));
    }
    Stack stack = regions.stack();
    return isSinceOneRegion()
        ? Optional.of(
            stack
                .warning(
                    VerifyCode.REGION_UNREADABLE,
                    stack.place(path, "reg"),
                    Subject.of(path, "reg"),
                    Message.of(
                        "Linux 7.2 and newer reserve only the first of these {count} regions",
                        entries.size()))
                .help("make a node for each region"))
        : Optional.empty();
  }

  /** drivers/of/of_reserved_mem.c as of Linux 7.2, {@code __reserved_mem_reserve_reg()}. */
  private boolean isSinceOneRegion() {
    return regions
        .stack()
        .kernel()
        .release()
        .filter(known -> known.compareTo(ONE_REGION) < 0)
        .isEmpty();
  }

  private static boolean overlap(List<RegEntry> entries) {
    TreeMap<Long, Long> sizes = new TreeMap<>(Long::compareUnsigned);
    for (RegEntry entry : entries) {
      if (entry.size() != 0 && sizes.put(entry.address(), entry.size()) != null) {
        return true;
      }
    }
    long last = 0;
    long size = 0;
    for (Map.Entry<Long, Long> entry : sizes.entrySet()) {
      if (Long.compareUnsigned(entry.getKey() - last, size) < 0) {
        return true;
      }
      last = entry.getKey();
      size = entry.getValue();
    }
    return false;
  }

  private Optional<Long> unit() {
    String text = region.unitAddress();
    return text.matches("[0-9a-fA-F]{1,16}")
        ? Optional.of(Long.parseUnsignedLong(text, 16))
        : Optional.empty();
  }
}
