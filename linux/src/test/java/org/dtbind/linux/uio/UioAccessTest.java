// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux.uio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.dtbind.linux.TreeOfPaths;
import org.dtbind.tree.NodePath;
import org.junit.jupiter.api.Test;

/** Finding 7 of the second security review. */
class UioAccessTest {

  private static TreeOfPaths tree() {
    return TreeOfPaths.tree()
        .cells("/", "#address-cells", 1)
        .cells("/", "#size-cells", 1)
        .cells("/motor", "reg", 0x10000100, 0x100);
  }

  private static UioAccess of(TreeOfPaths tree, int page) {
    return new UioMappings(tree::build, () -> page).of(new NodePath("/motor"));
  }

  private static List<String> neighbors(TreeOfPaths tree) {
    return of(tree, UioMappings.PAGE).neighbors().stream().map(NodePath::text).toList();
  }

  @Test
  void nodesInTheMappedPagesAreNamed() {
    TreeOfPaths tree =
        tree()
            .cells("/lock", "reg", 0x10000200, 0x100)
            .cells("/across", "reg", 0x20000000, 4, 0x0ffff000, 0x1001)
            .cells("/before", "reg", 0x0ffff000, 0x1000)
            .cells("/behind", "reg", 0x10001000, 0x100)
            .cells("/empty", "reg", 0x10000300, 0);
    assertThat(neighbors(tree)).containsExactly("/across", "/lock");
    assertThat(of(tree, UioMappings.PAGE).reasons())
        .containsExactly(
            "uio_pdrv_genirq maps whole pages, which also contain registers of /across, /lock");
    assertThat(of(tree, 1 << 16).neighbors()).hasSize(3);
  }

  @Test
  void registersOfTheDeviceItselfAreNotNamed() {
    TreeOfPaths tree =
        tree()
            .cells("/motor", "#address-cells", 1)
            .cells("/motor", "#size-cells", 1)
            .cells("/motor", "ranges", 0, 0x10000100, 0x100)
            .cells("/motor/channel", "reg", 0x10, 0x10)
            .cells("/twin", "reg", 0x10000100, 0x100)
            .cells("/i2c", "#address-cells", 1)
            .cells("/i2c", "#size-cells", 0)
            .cells("/i2c/sensor", "reg", 0x10000200);
    assertThat(of(tree, UioMappings.PAGE).reasons()).isEmpty();
  }

  @Test
  void registersOfTheBusAreNamed() {
    TreeOfPaths tree =
        tree().cells("/lock", "x").cells("/soc", "reg", 0x10000000, 0x1000).cells("/soc", "ranges");
    assertThat(neighbors(tree)).containsExactly("/soc");
  }

  @Test
  void onlyTheFirstFiveRangesAreMapped() {
    TreeOfPaths tree =
        tree()
            .cells("/motor", "reg", 0, 4, 0x1000, 4, 0x2000, 4, 0x3000, 4, 0x4000, 4, 0x5000, 4)
            .cells("/fifth", "reg", 0x4100, 4)
            .cells("/sixth", "reg", 0x5100, 4);
    assertThat(neighbors(tree)).containsExactly("/fifth");
  }

  @Test
  void devicesThatAccessMemoryAreFound() {
    for (String property : List.of("#dma-cells", "dmas", "iommus", "dma-coherent", "dma-ranges")) {
      UioAccess access = of(tree().cells("/motor", property, 1), UioMappings.PAGE);
      assertThat(access.dma()).hasValue("the property " + property);
      assertThat(access.reasons()).singleElement().asString().contains("(DMA)");
    }
    assertThat(of(tree().strings("/motor", "device_type", "network"), UioMappings.PAGE).dma())
        .isPresent();
    TreeOfPaths named = tree().cells("/ethernet@20000000", "reg", 0x20000000, 0x1000);
    assertThat(
            new UioMappings(named::build, () -> UioMappings.PAGE)
                .of(new NodePath("/ethernet@20000000"))
                .dma())
        .hasValue("that it is an Ethernet controller");
    assertThat(of(named, UioMappings.PAGE).dma()).isEmpty();
  }

  @Test
  void onlySomeOfManyNeighborsAreNamed() {
    TreeOfPaths tree = tree();
    for (int i = 0; i < 100; i++) {
      tree.cells("/lock" + i, "reg", 0x10000200 + i, 1);
    }
    assertThat(of(tree, UioMappings.PAGE).neighbors()).hasSize(16);
    assertThat(of(tree, UioMappings.PAGE).reasons())
        .singleElement()
        .asString()
        .endsWith("/lock15, and possibly of others");
  }

  @Test
  void neighborsAreThoseOfASearchThroughAllNodes() {
    Random random = new Random(7);
    for (int round = 0; round < 300; round++) {
      TreeOfPaths tree = tree();
      List<String> expected = new ArrayList<>();
      for (int i = 0; i < random.nextInt(12); i++) {
        int start = 0x10000000 - 0x300 + random.nextInt(0x1800);
        int size = random.nextInt(0x400);
        tree.cells("/n" + i, "reg", start, size);
        boolean before = start < 0x10000100 && start + size > 0x10000000;
        boolean behind = start < 0x10001000 && start + size > 0x10000200;
        if (size > 0 && (before || behind)) {
          expected.add("/n" + i);
        }
      }
      assertThat(neighbors(tree)).containsExactlyInAnyOrderElementsOf(expected);
    }
  }
}
