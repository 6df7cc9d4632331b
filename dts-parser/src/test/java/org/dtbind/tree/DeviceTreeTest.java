// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.dtbind.source.Origins;
import org.junit.jupiter.api.Test;

class DeviceTreeTest {

  private static DtNode node(String name, DtProperty... properties) {
    return new DtNode(name, List.of(), List.of(properties), List.of(), List.of());
  }

  private static DtProperty path(String label, String path) {
    return DtProperty.made(label, PropertyValue.string(path));
  }

  /** fdtoverlay writes {@code /soc/uart/} for a label on the target of an overlay. */
  @Test
  void symbolPathsMayHaveExtraSlashes() {
    DtNode symbols =
        node(
            "__symbols__",
            path("root", "/"),
            path("plain", "/soc/uart"),
            path("ended", "/soc/uart/"),
            path("doubled", "//soc//uart"),
            path("none", "soc"));
    DtNode root = new DtNode("", List.of(), List.of(), List.of(symbols), List.of());
    DeviceTree tree = new DeviceTree(root, List.of(), 0, false, Origins.unknown("test"));
    NodePath uart = new NodePath("/soc/uart");
    assertThat(tree.symbols())
        .isEqualTo(Map.of("root", NodePath.ROOT, "plain", uart, "ended", uart, "doubled", uart));
  }
}
