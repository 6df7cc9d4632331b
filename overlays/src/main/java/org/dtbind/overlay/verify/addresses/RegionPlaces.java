// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify.addresses;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Subject;
import org.dtbind.linux.RegEntry;
import org.dtbind.overlay.verify.stack.Stack;
import org.dtbind.overlay.verify.stack.VerifyCode;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;

/**
 * Checks where regions of reserved memory are: those of overlays must be in the memory of the base,
 * and a region for the contiguous memory allocator must begin and end at a multiple of its blocks
 * (kernel/dma/contiguous.c, {@code rmem_cma_setup()}).
 *
 * @param misread regions that Linux does not read as they are meant
 */
public record RegionPlaces(Stack stack, Set<NodePath> misread) {

  /** The smallest block of any kernel (CMA_MIN_ALIGNMENT_BYTES): 512 pages of 4 KiB. */
  private static final long BLOCK = 2 << 20;

  private static final List<String> DECIDING = List.of("reg", "size", "reusable", "compatible");

  public List<Diagnostic> problems() {
    DtNode root = stack.merged().tree().root();
    RegionCells cells = RegionCells.ofRoot(root);
    BoardMemory memory = BoardMemory.of(root, cells);
    List<Diagnostic> problems = new ArrayList<>();
    for (DtNode region :
        stack.merged().at(Regions.PARENT).map(DtNode::children).orElse(List.of())) {
      NodePath path = Regions.PARENT.child(region.name());
      if (region.isAvailable() && !misread.contains(path) && stack.isNew(path, DECIDING)) {
        List<RegEntry> entries = cells.entries(region);
        unaligned(path, region, entries).ifPresent(problems::add);
        if (!stack.isWhole()) {
          outside(path, region, entries, memory).ifPresent(problems::add);
        }
      }
    }
    return problems;
  }

  private Optional<Diagnostic> unaligned(NodePath path, DtNode region, List<RegEntry> entries) {
    boolean pool =
        region.compatible().contains("shared-dma-pool")
            && region.property("reusable").isPresent()
            && region.property("no-map").isEmpty();
    boolean wrong =
        entries.stream().anyMatch(entry -> (entry.address() | entry.size()) % BLOCK != 0);
    return pool && wrong
        ? Optional.of(
            stack
                .warning(
                    VerifyCode.REGION_UNALIGNED,
                    stack.place(path, "reg"),
                    Subject.of(path, "reg"),
                    Message.of(
                        "Linux rejects this region for contiguous memory, because it does not begin"
                            + " and end at a multiple of its blocks, which usually have {block} bytes or"
                            + " more",
                        "0x" + Long.toHexString(BLOCK)))
                .help("move and enlarge the region, or remove 'reusable'"))
        : Optional.empty();
  }

  private Optional<Diagnostic> outside(
      NodePath path, DtNode region, List<RegEntry> entries, BoardMemory memory) {
    if (memory.sizes().isEmpty()) {
      return Optional.empty();
    }
    List<Integer> size = region.cells("size");
    if (entries.isEmpty() && !size.isEmpty()) {
      long wanted = new RegEntry(size, 0).address();
      return memory.sizes().values().stream()
              .allMatch(part -> Long.compareUnsigned(part, wanted) < 0)
          ? Optional.of(
              problem(
                  path,
                  "size",
                  Message.of(
                      "no part of the board's memory has {size} bytes",
                      "0x" + Long.toHexString(wanted))))
          : Optional.empty();
    }
    return entries.stream()
        .filter(entry -> memory.isBelow(entry.address()))
        .findFirst()
        .map(
            entry ->
                problem(
                    path,
                    "reg",
                    Message.of(
                        "address {address} is beyond the board's memory",
                        "0x" + Long.toHexString(entry.address()))));
  }

  private Diagnostic problem(NodePath path, String property, Message message) {
    return stack
        .warning(
            VerifyCode.REGION_OUTSIDE,
            stack.place(path, property),
            Subject.of(path, property),
            message)
        .help("choose memory that the board has, or correct the base");
  }
}
