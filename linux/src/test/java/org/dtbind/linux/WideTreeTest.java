// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.dtbind.linux.gpio.GpioTree;
import org.dtbind.testing.ProcessorTime;
import org.dtbind.tree.DeviceTree;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests that run time grows linearly with the number of nodes, uses and entries. */
@Tag("large")
class WideTreeTest {

  private static final int MANY = 50_000;

  private static TreeOfPaths controller() {
    return TreeOfPaths.tree()
        .cells("/g", "gpio-controller")
        .cells("/g", "#gpio-cells", 1)
        .cells("/g", "phandle", 7);
  }

  private static int[] repeat(int count, int... entry) {
    return IntStream.range(0, count * entry.length).map(i -> entry[i % entry.length]).toArray();
  }

  @Test
  void manyNodesAndUses() {
    TreeOfPaths tree = controller();
    for (int i = 0; i < MANY; i++) {
      tree.cells("/u" + i, "gpios", 7, i);
    }
    DeviceTree built = tree.build();
    assertThat(ProcessorTime.limited(() -> GpioTree.of(built)).lines()).hasSize(MANY);
  }

  @Test
  void manyNodesInAWideNode() {
    TreeOfPaths tree = TreeOfPaths.tree();
    for (int i = 0; i < MANY; i++) {
      tree.cells("/a" + i, "x");
      tree.cells("/z/u" + i, "x");
    }
    DeviceTree built = tree.build();
    assertThat(ProcessorTime.limited(() -> GpioTree.of(built)).lines()).isEmpty();
  }

  @Test
  void manyUsesOfANexus() {
    TreeOfPaths tree =
        controller()
            .cells("/n", "#gpio-cells", 1)
            .cells("/n", "phandle", 8)
            .cells("/n", "gpio-map", repeat(MANY, 99, 7, 0))
            .cells("/c", "#gpio-cells", 1)
            .cells("/c", "phandle", 9)
            .cells("/c", "gpio-map", 1, 9, 1)
            .cells("/u", "a-gpios", repeat(MANY, 8, 1))
            .cells("/u", "b-gpios", repeat(MANY, 9, 1))
            .cells("/u", "c-gpios", repeat(MANY, 8, 99))
            .strings("/g", "compatible", repeat("x", MANY));
    DeviceTree built = tree.build();
    GpioTree gpio = ProcessorTime.limited(() -> GpioTree.of(built));
    assertThat(gpio.lines()).hasSize(1);
    assertThat(gpio.lines().get(0).uses()).hasSize(MANY);
  }

  private static String[] repeat(String text, int count) {
    String[] all = new String[count];
    Arrays.fill(all, text);
    return all;
  }

  @Test
  void manyAliases() {
    TreeOfPaths tree = TreeOfPaths.tree().strings("/bus", "compatible", "x");
    for (int i = 0; i < 10_000; i++) {
      tree.strings("/aliases", "i2c" + i, "/bus");
      tree.strings("/bus/d" + i + "@1", "compatible", "q").cells("/bus/d" + i + "@1", "reg", i);
    }
    DeviceTree built = tree.build();
    assertThat(ProcessorTime.limited(() -> Populations.of(built))).isNotEmpty();
  }

  @Test
  void manyNodesBehindAnIommu() {
    for (String driver : new String[] {"rockchip,iommu", "arm,mmu-500"}) {
      TreeOfPaths tree =
          TreeOfPaths.tree()
              .strings("/iommu", "compatible", driver)
              .cells("/iommu", "#iommu-cells", 1)
              .cells("/iommu", "phandle", 7)
              .cells("/many", "iommus", repeat(MANY, 7, 3));
      for (int i = 0; i < MANY / 2; i++) {
        tree.cells("/d" + i, "iommus", 7, 3);
      }
      DeviceTree built = tree.build();
      assertThat(ProcessorTime.limited(() -> IommuUses.of(built)))
          .hasSize(MANY / 2 + 1)
          .allMatch(use -> use.others().size() == 100);
    }
  }

  @Test
  void manyRangesAndDevices() {
    TreeOfPaths tree = TreeOfPaths.tree().cells("/", "#address-cells", 1);
    tree.cells("/", "#size-cells", 1);
    String bus = "";
    int[] ranges = IntStream.range(0, 2_000).flatMap(i -> IntStream.of(i, i, 1)).toArray();
    for (int level = 0; level < 100; level++) {
      bus += "/b";
      tree.strings(bus, "compatible", "simple-bus")
          .cells(bus, "#address-cells", 1)
          .cells(bus, "#size-cells", 1)
          .cells(bus, "ranges", ranges);
    }
    for (int i = 0; i < 2_000; i++) {
      String device = bus + "/d" + i;
      tree.strings(device, "compatible", "q").cells(device, "reg", 1_999, 1);
    }
    DeviceTree built = tree.build();
    assertThat(ProcessorTime.limited(() -> Populations.of(built))).hasSize(2_100);
  }
}
