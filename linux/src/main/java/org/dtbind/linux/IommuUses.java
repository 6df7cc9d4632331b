// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.dtbind.linux.IdMap.IdMapEntry;
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

  /** Each node in a group would list all others. In real groups there are a few. */
  private static final int MOST_OTHERS = 100;

  /** A use before its group is known, to which IDs can be added. */
  private record UngroupedUse(
      NodePath node, Optional<NodePath> iommu, boolean behind, List<List<Integer>> ids) {}

  private final DeviceTree tree;
  private final boolean byCells;
  private final Map<Integer, NodePath> phandles;

  /** The grouping of each IOMMU; empty if the IOMMU is disabled. */
  private final Map<NodePath, Optional<Grouping>> groupings = new HashMap<>();

  private IommuUses(DeviceTree tree, TargetKernel kernel) {
    this.tree = tree;
    this.byCells = IdMap.isByCells(kernel.release());
    this.phandles = tree.phandles();
  }

  /**
   * {@return the nodes behind IOMMUs, in the order of the tree, one element for each IOMMU that a
   * node refers to. As in the kernel ({@code of_parse_phandle_with_args()}, {@code of_map_id()}),
   * the entries of a property end where a phandle refers to no node or where cells are missing}
   *
   * @param kernel what is known about the kernel; if its release is unknown, the newest one counts
   */
  public static List<IommuUse> of(DeviceTree tree, TargetKernel kernel) {
    IommuUses uses = new IommuUses(tree, kernel);
    List<UngroupedUse> found = new ArrayList<>();
    tree.forEach(
        (path, node) -> {
          uses.direct(path, node, found);
          uses.mapped(path, node, found);
        });
    return uses.grouped(found);
  }

  /** {@return the nodes behind IOMMUs for the newest kernel known} */
  public static List<IommuUse> of(DeviceTree tree) {
    return of(tree, TargetKernel.ANY);
  }

  private void direct(NodePath path, DtNode node, List<UngroupedUse> found) {
    List<Integer> cells = node.cells("iommus");
    PhandleEntries list =
        PhandleEntries.of(cells, phandle -> node(phandle).flatMap(n -> n.cell("#iommu-cells")));
    for (PhandleEntries.Entry entry : list.entries()) {
      if (entry.isEmpty()) {
        // Linux takes one entry after another until it finds none (of_iommu_configure_dev()).
        found.add(new UngroupedUse(path, Optional.empty(), false, List.of()));
        return;
      }
      Optional<NodePath> iommu = Optional.ofNullable(phandles.get(entry.phandle()));
      add(path, iommu, entry.cells(), false, found);
    }
    if (list.end() < cells.size()) {
      found.add(new UngroupedUse(path, Optional.empty(), false, List.of()));
    }
  }

  private void mapped(NodePath path, DtNode node, List<UngroupedUse> found) {
    List<IdMapEntry> entries =
        IdMap.read("iommu-map", node.cells("iommu-map"), this::node, byCells).entries();
    for (IdMapEntry entry : entries) {
      if (!entry.isUsable()) {
        continue;
      }
      Optional<NodePath> iommu = Optional.ofNullable(phandles.get(entry.phandle()));
      List<Integer> range = new ArrayList<>(entry.specifier());
      range.add(0, entry.first());
      range.add(entry.count());
      add(path, iommu, range, true, found);
    }
  }

  private Optional<DtNode> node(int phandle) {
    return Optional.ofNullable(phandles.get(phandle)).flatMap(tree::node);
  }

  /**
   * Adds the IDs to the last element if it has the same node and IOMMU, or else adds an element.
   */
  private static void add(
      NodePath path,
      Optional<NodePath> iommu,
      List<Integer> ids,
      boolean behind,
      List<UngroupedUse> found) {
    if (!found.isEmpty()) {
      UngroupedUse last = found.get(found.size() - 1);
      if (last.node().equals(path) && last.iommu().equals(iommu) && last.behind() == behind) {
        last.ids().add(ids);
        return;
      }
    }
    found.add(new UngroupedUse(path, iommu, behind, new ArrayList<>(List.of(ids))));
  }

  private Grouping grouping(UngroupedUse use) {
    return use.iommu()
        .flatMap(iommu -> groupings.computeIfAbsent(iommu, this::ofIommu))
        .map(own -> use.behind() ? Grouping.BY_BUS : own)
        .orElse(Grouping.NONE);
  }

  private Optional<Grouping> ofIommu(NodePath iommu) {
    return tree.node(iommu).filter(DtNode::isAvailable).map(IommuUses::ofCompatible);
  }

  private static Grouping ofCompatible(DtNode iommu) {
    return iommu.compatible().stream()
        .flatMap(name -> Optional.ofNullable(GROUPING.get(name)).stream())
        .findFirst()
        .orElse(Grouping.UNKNOWN);
  }

  private List<IommuUse> grouped(List<UngroupedUse> found) {
    Map<Optional<NodePath>, List<Integer>> byIommu = new HashMap<>();
    Map<Optional<NodePath>, Map<List<Integer>, List<Integer>>> byId = new HashMap<>();
    for (int i = 0; i < found.size(); i++) {
      UngroupedUse use = found.get(i);
      byIommu.computeIfAbsent(use.iommu(), iommu -> new ArrayList<>()).add(i);
      if (!use.behind()) {
        Map<List<Integer>, List<Integer>> ids =
            byId.computeIfAbsent(use.iommu(), iommu -> new HashMap<>());
        for (List<Integer> id : new LinkedHashSet<>(use.ids())) {
          ids.computeIfAbsent(id, any -> new ArrayList<>()).add(i);
        }
      }
    }
    List<IommuUse> uses = new ArrayList<>();
    for (UngroupedUse use : found) {
      Grouping grouping = grouping(use);
      NavigableSet<Integer> others = new TreeSet<>();
      switch (grouping) {
        case BY_IOMMU ->
            others.addAll(first(use, byIommu.getOrDefault(use.iommu(), List.of()), found));
        case BY_ID -> {
          Map<List<Integer>, List<Integer>> ids = byId.getOrDefault(use.iommu(), Map.of());
          use.ids()
              .forEach(id -> others.addAll(first(use, ids.getOrDefault(id, List.of()), found)));
        }
        case EACH, BY_BUS, UNKNOWN, NONE -> {
          // The tree does not show which nodes share a group.
        }
      }
      List<NodePath> nodes =
          others.stream().limit(MOST_OTHERS).map(i -> found.get(i).node()).toList();
      uses.add(new IommuUse(use.node(), use.iommu(), use.ids(), use.behind(), grouping, nodes));
    }
    return uses;
  }

  private static List<Integer> first(
      UngroupedUse use, List<Integer> candidates, List<UngroupedUse> found) {
    return candidates.stream()
        .filter(i -> !found.get(i).node().equals(use.node()))
        .limit(MOST_OTHERS)
        .toList();
  }
}
