// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.dtbind.linux.IommuUse.Grouping;
import org.dtbind.tree.NodePath;
import org.junit.jupiter.api.Test;

class IommuUsesTest {

  private static TreeOfPaths tree(String compatible, int cells) {
    return TreeOfPaths.tree()
        .strings("/mmu", "compatible", compatible)
        .cells("/mmu", "#iommu-cells", cells)
        .cells("/mmu", "phandle", 1);
  }

  @Test
  void entriesOfOneIommuAreCombined() {
    List<IommuUse> uses =
        IommuUses.of(tree("arm,smmu-v3", 1).cells("/gpu", "iommus", 1, 5, 1, 6).build());
    assertThat(uses)
        .containsExactly(
            new IommuUse(
                new NodePath("/gpu"),
                Optional.of(new NodePath("/mmu")),
                List.of(List.of(5), List.of(6)),
                false,
                Grouping.EACH,
                List.of()));
  }

  @Test
  void devicesWithTheSameSmmuIdShareAGroup() {
    List<IommuUse> uses =
        IommuUses.of(
            tree("arm,mmu-500", 1)
                .cells("/a", "iommus", 1, 5)
                .cells("/b", "iommus", 1, 6)
                .cells("/c", "iommus", 1, 7, 1, 5)
                .build());
    assertThat(uses)
        .extracting(IommuUse::others)
        .containsExactly(List.of(new NodePath("/c")), List.of(), List.of(new NodePath("/a")));
  }

  private static List<List<List<Integer>>> mapped(TreeOfPaths tree, int minor) {
    TargetKernel kernel = TargetKernel.ANY.with(new Release(7, minor));
    return IommuUses.of(tree.build(), kernel).stream().map(IommuUse::ids).toList();
  }

  /** drivers/of/base.c in Linux 7.2, {@code of_map_id()}, {@code of_check_bad_map()}. */
  @Test
  void entriesOfAMapHaveTheCellsOfTheTargetAsOfLinux72() {
    TreeOfPaths two = tree("arm,mmu-500", 2);
    two.cells("/pcie", "iommu-map", 0, 1, 256, 7, 1, 16, 1, 512, 7, 1);
    assertThat(mapped(two, 2))
        .containsExactly(List.of(List.of(0, 256, 7, 1), List.of(16, 512, 7, 1)));
    assertThat(mapped(two, 1)).isEmpty();
    assertThat(IommuUses.of(two.build())).hasSize(1);
    two.cells("/pcie", "iommu-map", 0, 1, 256, 1, 16, 1, 512, 1);
    List<List<Integer>> old = List.of(List.of(0, 256, 1), List.of(16, 512, 1));
    assertThat(mapped(two, 2)).containsExactly(old);
    assertThat(mapped(two, 1)).containsExactly(old);
    two.cells("/pcie", "iommu-map", 0, 1, 256, 8, 16, 1, 512, 8);
    assertThat(mapped(two, 2)).isEmpty();
    assertThat(mapped(two, 1)).hasSize(1);
  }

  @Test
  void iommuMapOfAHostBridgeIsRead() {
    List<IommuUse> uses =
        IommuUses.of(
            tree("arm,smmu-v3", 1).cells("/pcie", "iommu-map", 0, 1, 256, 128, 1, 2).build());
    assertThat(uses).hasSize(1);
    assertThat(uses.get(0).behind()).isTrue();
    assertThat(uses.get(0).ids()).containsExactly(List.of(0, 256, 128));
    assertThat(uses.get(0).grouping()).isEqualTo(Grouping.BY_BUS);
  }

  /** drivers/iommu/of_iommu.c, {@code of_iommu_configure_dev()}. */
  @Test
  void emptyEntryEndsTheList() {
    List<IommuUse> uses =
        IommuUses.of(tree("arm,smmu-v3", 1).cells("/a", "iommus", 1, 5, 0, 1, 7).build());
    assertThat(uses).extracting(IommuUse::ids).containsExactly(List.of(List.of(5)), List.of());
  }

  @Test
  void unknownPhandleEndsTheList() {
    List<IommuUse> uses =
        IommuUses.of(
            tree("arm,smmu-v3", 1)
                .cells("/a", "iommus", 1, 5, 9, 6, 1, 7)
                .cells("/b", "iommus", 1)
                .build());
    assertThat(uses)
        .extracting(IommuUse::grouping)
        .containsExactly(Grouping.EACH, Grouping.NONE, Grouping.NONE);
  }
}
