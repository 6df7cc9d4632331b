// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux;

import static org.assertj.core.api.Assertions.assertThat;

import org.dtbind.tree.NodePath;
import org.junit.jupiter.api.Test;

/** Compares with the device names that Linux 7.2 created for the same nodes. */
class DeviceNamesTest {

  private static String name(TreeBuilder tree, String path) {
    return DeviceNames.of(tree.build(), new NodePath(path));
  }

  private static TreeBuilder tree() {
    return TreeBuilder.tree().cells("/", "#address-cells", 1).cells("/", "#size-cells", 1);
  }

  @Test
  void nodeWithoutAddressIsNamedByItsPath() {
    TreeBuilder tree = tree().cells("/soc/door", "x");
    assertThat(name(tree, "/soc/door")).isEqualTo("soc:door");
    assertThat(name(tree, "/soc")).isEqualTo("soc");
    assertThat(name(tree().cells("/my-door_2,x", "x"), "/my-door_2,x")).isEqualTo("my-door_2,x");
  }

  @Test
  void addressBelowEmptyRangesIsThePrefix() {
    TreeBuilder tree =
        tree()
            .cells("/soc", "ranges")
            .cells("/soc", "#address-cells", 1)
            .cells("/soc", "#size-cells", 1)
            .cells("/soc/dev@1000", "reg", 0x1000, 16);
    assertThat(name(tree, "/soc/dev@1000")).isEqualTo("1000.dev");
  }

  @Test
  void rangesTranslateTheAddress() {
    TreeBuilder tree =
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
    TreeBuilder tree =
        TreeBuilder.tree()
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
    TreeBuilder noRanges = tree().cells("/noranges/dev@7", "reg", 7, 1);
    assertThat(name(noRanges, "/noranges/dev@7")).isEqualTo("noranges:dev@7");
    TreeBuilder noSize =
        tree()
            .cells("/nosize", "#address-cells", 1)
            .cells("/nosize", "#size-cells", 0)
            .cells("/nosize", "ranges")
            .cells("/nosize/dev@7", "reg", 7);
    assertThat(name(noSize, "/nosize/dev@7")).isEqualTo("nosize:dev@7");
  }

  @Test
  void maskAddsTheNumberOfItsLowestBit() {
    TreeBuilder tree =
        tree().cells("/dev@1000", "reg", 0x1000, 16).cells("/dev@1000", "mask", 0x10);
    assertThat(name(tree, "/dev@1000")).isEqualTo("1000.4.dev");
  }

  @Test
  void childOfANodeWithAddressKeepsTheAddress() {
    TreeBuilder tree =
        tree().cells("/mfd@1000", "reg", 0x1000, 16).strings("/mfd@1000/led", "compatible", "x");
    assertThat(name(tree, "/mfd@1000/led")).isEqualTo("1000.mfd:led");
  }

  /** drivers/of/address.c, {@code of_match_bus()}; see {@code cells.dts} in the binder tests. */
  @Test
  void olderKernelsInheritAddressCells() {
    TreeBuilder tree =
        TreeBuilder.tree()
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
}
