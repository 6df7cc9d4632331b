// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dtbind.linux.IommuUse.Grouping;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;

/** Finds the nodes behind IOMMUs, and predicts their groups. */
public final class IommuUses {

  /** How the Linux 6.1 drivers group devices, by {@code compatible} of the IOMMU. */
  private static final Map<String, Grouping> GROUPING =
      Map.ofEntries(
          Map.entry("arm,smmu-v3", Grouping.EACH),
          Map.entry("arm,smmu-v1", Grouping.BY_ID),
          Map.entry("arm,smmu-v2", Grouping.BY_ID),
          Map.entry("arm,mmu-400", Grouping.BY_ID),
          Map.entry("arm,mmu-401", Grouping.BY_ID),
          Map.entry("arm,mmu-500", Grouping.BY_ID),
          Map.entry("cavium,smmu-v2", Grouping.BY_ID),
          Map.entry("nvidia,smmu-500", Grouping.BY_ID),
          Map.entry("qcom,smmu-v2", Grouping.BY_ID),
          Map.entry("rockchip,iommu", Grouping.BY_IOMMU),
          Map.entry("rockchip,rk3568-iommu", Grouping.BY_IOMMU),
          Map.entry("allwinner,sun50i-h6-iommu", Grouping.BY_IOMMU));

  /**
   * Cells of an {@code iommu-map} entry: first ID, phandle, first ID at the IOMMU, number of IDs.
   */
  private static final int MAP_CELLS = 4;

  private final DeviceTree tree;
  private final Map<Integer, NodePath> phandles;

  private IommuUses(DeviceTree tree) {
    this.tree = tree;
    this.phandles = tree.phandles();
  }

  /**
   * {@return the nodes behind IOMMUs, in the order of the tree, one element for each IOMMU that a
   * node refers to. As in the kernel ({@code of_parse_phandle_with_args()}, {@code of_map_id()}),
   * the entries of a property end where a phandle refers to no node or where cells are missing}
   *
   * @param tree a tree with phandles
   */
  public static List<IommuUse> of(DeviceTree tree) {
    IommuUses uses = new IommuUses(tree);
    List<IommuUse> found = new ArrayList<>();
    tree.forEach(
        (path, node) -> {
          uses.direct(path, node, found);
          uses.mapped(path, node, found);
        });
    return found.stream().map(use -> uses.withOthers(use, found)).toList();
  }

  private void direct(NodePath path, DtNode node, List<IommuUse> found) {
    List<Integer> cells = node.cells("iommus");
    int at = 0;
    while (at < cells.size()) {
      Optional<NodePath> iommu = Optional.ofNullable(phandles.get(cells.get(at)));
      int width = iommu.flatMap(tree::node).flatMap(n -> n.cell("#iommu-cells")).orElse(-1);
      if (width < 0 || width > cells.size() - at - 1) {
        found.add(new IommuUse(path, Optional.empty(), List.of(), false, Grouping.NONE, List.of()));
        return;
      }
      add(path, iommu, cells.subList(at + 1, at + 1 + width), false, found);
      at += 1 + width;
    }
  }

  private void mapped(NodePath path, DtNode node, List<IommuUse> found) {
    List<Integer> cells = node.cells("iommu-map");
    for (int at = 0; at + MAP_CELLS <= cells.size(); at += MAP_CELLS) {
      Optional<NodePath> iommu = Optional.ofNullable(phandles.get(cells.get(at + 1)));
      List<Integer> range = List.of(cells.get(at), cells.get(at + 2), cells.get(at + 3));
      add(path, iommu, range, true, found);
    }
  }

  /**
   * Adds the IDs to the last element if it has the same node and IOMMU, or else adds an element.
   */
  private void add(
      NodePath path,
      Optional<NodePath> iommu,
      List<Integer> ids,
      boolean behind,
      List<IommuUse> found) {
    int last = found.size() - 1;
    List<List<Integer>> all = new ArrayList<>();
    if (last >= 0) {
      IommuUse before = found.get(last);
      if (before.node().equals(path) && before.iommu().equals(iommu) && before.behind() == behind) {
        all.addAll(before.ids());
        found.remove(last);
      }
    }
    all.add(ids);
    found.add(new IommuUse(path, iommu, all, behind, grouping(iommu, behind), List.of()));
  }

  private Grouping grouping(Optional<NodePath> iommu, boolean behind) {
    Optional<DtNode> node = iommu.flatMap(tree::node).filter(DtNode::isAvailable);
    if (node.isEmpty()) {
      return Grouping.NONE;
    }
    if (behind) {
      return Grouping.BY_BUS;
    }
    return node.get().compatible().stream()
        .flatMap(name -> Optional.ofNullable(GROUPING.get(name)).stream())
        .findFirst()
        .orElse(Grouping.UNKNOWN);
  }

  private IommuUse withOthers(IommuUse use, List<IommuUse> all) {
    List<NodePath> others = new ArrayList<>();
    for (IommuUse other : all) {
      boolean same = !other.node().equals(use.node()) && other.iommu().equals(use.iommu());
      if (same && isTogether(use, other)) {
        others.add(other.node());
      }
    }
    return new IommuUse(use.node(), use.iommu(), use.ids(), use.behind(), use.grouping(), others);
  }

  private static boolean isTogether(IommuUse use, IommuUse other) {
    return switch (use.grouping()) {
      case BY_IOMMU -> true;
      case BY_ID -> {
        Set<List<Integer>> shared = new HashSet<>(use.ids());
        shared.retainAll(other.ids());
        yield !shared.isEmpty() && !other.behind();
      }
      case EACH, BY_BUS, UNKNOWN, NONE -> false;
    };
  }
}
