// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.dtbind.tree.NodePath;
import org.junit.jupiter.api.Test;

/** Compares with the device names that Linux 7.2 created for the same nodes. */
class DeviceNamesTest {

  private static String name(TreeOfPaths tree, String path) {
    return DeviceNames.of(tree.build(), new NodePath(path));
  }

  private static TreeOfPaths tree() {
    return TreeOfPaths.tree().cells("/", "#address-cells", 1).cells("/", "#size-cells", 1);
  }

  @Test
  void nodeWithoutAddressIsNamedByItsPath() {
    TreeOfPaths tree = tree().cells("/soc/door", "x");
    assertThat(name(tree, "/soc/door")).isEqualTo("soc:door");
    assertThat(name(tree, "/soc")).isEqualTo("soc");
    assertThat(name(tree().cells("/my-door_2,x", "x"), "/my-door_2,x")).isEqualTo("my-door_2,x");
  }

  @Test
  void addressBelowEmptyRangesIsThePrefix() {
    TreeOfPaths tree =
        tree()
            .cells("/soc", "ranges")
            .cells("/soc", "#address-cells", 1)
            .cells("/soc", "#size-cells", 1)
            .cells("/soc/dev@1000", "reg", 0x1000, 16);
    assertThat(name(tree, "/soc/dev@1000")).isEqualTo("1000.dev");
  }

  @Test
  void rangesTranslateTheAddress() {
    TreeOfPaths tree =
        tree()
            .cells("/soc", "#address-cells", 1)
            .cells("/soc", "#size-cells", 1)
            .cells("/soc", "ranges", 0, 0x40000000, 0x10000)
            .cells("/soc/dev@1000", "reg", 0x1000, 16)
            .cells("/soc/dev@20000", "reg", 0x20000, 16);
    assertThat(name(tree, "/soc/dev@1000")).isEqualTo("40001000.dev");
    assertThat(name(tree, "/soc/dev@20000")).isEqualTo("soc:dev@20000");
  }

  @Test
  void rangesMayTranslateToTwoCells() {
    TreeOfPaths tree =
        TreeOfPaths.tree()
            .cells("/", "#address-cells", 2)
            .cells("/", "#size-cells", 2)
            .cells("/soc", "#address-cells", 1)
            .cells("/soc", "#size-cells", 1)
            .cells("/soc", "ranges", 0x80000000, 4, 0x80000000, 0x1000)
            .cells("/soc/dev@80000010", "reg", 0x80000010, 16);
    assertThat(name(tree, "/soc/dev@80000010")).isEqualTo("480000010.dev");
  }

  @Test
  void missingRangesOrSizesYieldNoAddress() {
    TreeOfPaths noRanges = tree().cells("/noranges/dev@7", "reg", 7, 1);
    assertThat(name(noRanges, "/noranges/dev@7")).isEqualTo("noranges:dev@7");
    TreeOfPaths noSize =
        tree()
            .cells("/nosize", "#address-cells", 1)
            .cells("/nosize", "#size-cells", 0)
            .cells("/nosize", "ranges")
            .cells("/nosize/dev@7", "reg", 7);
    assertThat(name(noSize, "/nosize/dev@7")).isEqualTo("nosize:dev@7");
  }

  @Test
  void maskAddsTheNumberOfItsLowestBit() {
    TreeOfPaths tree =
        tree().cells("/dev@1000", "reg", 0x1000, 16).cells("/dev@1000", "mask", 0x10);
    assertThat(name(tree, "/dev@1000")).isEqualTo("1000.4.dev");
  }

  @Test
  void childOfANodeWithAddressKeepsTheAddress() {
    TreeOfPaths tree =
        tree().cells("/mfd@1000", "reg", 0x1000, 16).strings("/mfd@1000/led", "compatible", "x");
    assertThat(name(tree, "/mfd@1000/led")).isEqualTo("1000.mfd:led");
  }

  /** drivers/of/address.c, {@code of_match_bus()}; see {@code cells.dts} in the binder tests. */
  @Test
  void olderKernelsInheritAddressCells() {
    TreeOfPaths tree =
        TreeOfPaths.tree()
            .cells("/", "#address-cells", 2)
            .cells("/", "#size-cells", 1)
            .cells("/a", "ranges")
            .cells("/a/b", "ranges")
            .cells("/a/b/dev@1", "reg", 1, 2, 3);
    NodePath node = new NodePath("/a/b/dev@1");
    Nodes nodes = new Nodes(tree.build());
    assertThat(new DeviceNames(nodes, new Rules(() -> false, true)).platform(node))
        .isEqualTo("100000002.dev");
    assertThat(new DeviceNames(nodes, Rules.NEWEST).platform(node)).isEqualTo("a:b:dev@1");
  }

  @Test
  void firstRangeThatContainsTheAddressTranslatesIt() {
    Random random = new Random(12);
    for (int round = 0; round < 200; round++) {
      int[] ranges = random.ints(3L * random.nextInt(8), 0, 12).toArray();
      for (int at = 0; at < ranges.length; at += 3) {
        ranges[at + 1] = (at + 1) << 8;
      }
      for (int address = 0; address < 24; address++) {
        String expected = "dev@%x".formatted(address);
        String bus = "soc:";
        for (int at = ranges.length - 3; at >= 0; at -= 3) {
          int offset = address - ranges[at];
          if (offset >= 0 && offset < ranges[at + 2]) {
            expected = "%x.dev".formatted(ranges[at + 1] + offset);
            bus = "";
          }
        }
        TreeOfPaths tree =
            tree()
                .cells("/soc", "#address-cells", 1)
                .cells("/soc", "#size-cells", 1)
                .cells("/soc/dev@%x".formatted(address), "reg", address, 1);
        if (ranges.length > 0) {
          tree.cells("/soc", "ranges", ranges);
        }
        assertThat(name(tree, "/soc/dev@%x".formatted(address))).isEqualTo(bus + expected);
      }
    }
  }
}
