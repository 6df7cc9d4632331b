// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.claims;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dtbind.diag.Message;
import org.dtbind.linux.RegEntry;
import org.dtbind.source.Limit;
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

    /** Returns whether the region contains an address that is not below its start. */
    boolean reaches(long address) {
      return Long.compareUnsigned(address - start, size) < 0;
    }
  }

  /**
   * Memory that two regions contain.
   *
   * @param start the first address
   */
  record Memory(long start) implements Resource {

    @Override
    public Message text() {
      return Message.of("memory at {address}", "0x%x".formatted(start));
    }
  }

  /**
   * An overlap of two regions.
   *
   * @param first the index of the region that comes first in the tree
   * @param second the index of the other region
   * @param start the first address in both regions
   */
  private record Overlap(int first, int second, long start) {}

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
    return overlaps(regions).stream()
        .sorted(Comparator.comparing(Overlap::second).thenComparing(Overlap::first))
        .map(
            overlap ->
                new Conflict(
                    ClaimKind.MEMORY,
                    new Memory(overlap.start()),
                    regions.get(overlap.first()).place(),
                    regions.get(overlap.second()).place(),
                    true))
        .toList();
  }

  /**
   * Returns the overlaps of regions of different nodes, at most as many as can be shown. It visits
   * the regions by address, and keeps those that have not ended yet by node.
   */
  private static List<Overlap> overlaps(List<Region> regions) {
    List<Overlap> overlaps = new ArrayList<>();
    Map<NodePath, List<Integer>> open = new HashMap<>();
    List<Integer> byStart =
        IntStream.range(0, regions.size())
            .boxed()
            .filter(i -> regions.get(i).size() != 0)
            .sorted((a, b) -> Long.compareUnsigned(regions.get(a).start(), regions.get(b).start()))
            .toList();
    for (int next : byStart) {
      Region region = regions.get(next);
      for (Map.Entry<NodePath, List<Integer>> others : open.entrySet()) {
        if (others.getKey().equals(region.place().owner())) {
          continue;
        }
        others.getValue().removeIf(before -> !regions.get(before).reaches(region.start()));
        for (int before : others.getValue()) {
          overlaps.add(new Overlap(Math.min(before, next), Math.max(before, next), region.start()));
          if (overlaps.size() == Limit.PROBLEMS.most()) {
            return overlaps;
          }
        }
      }
      open.values().removeIf(List::isEmpty);
      open.computeIfAbsent(region.place().owner(), any -> new ArrayList<>()).add(next);
    }
    return overlaps;
  }

  /**
   * Returns the regions in {@code reg}. A node with only {@code size} has none, because Linux
   * chooses the address.
   */
  private static List<Region> regions(DtNode parent, DtNode node) {
    int address = parent.cell("#address-cells").orElse(0);
    int size = parent.cell("#size-cells").orElse(0);
    Claim claim = Claim.of(RESERVED.child(node.name()), node, "reg");
    return RegEntry.of(node.cells("reg"), address, size).stream()
        .map(entry -> new Region(claim, entry.address(), entry.size()))
        .toList();
  }
}
