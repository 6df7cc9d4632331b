// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.generate;

import java.util.List;
import java.util.stream.Stream;
import org.dtbind.overlay.generate.OverlaySource.Node;
import org.dtbind.tree.DtNode;

/** Orders new sibling nodes. */
final class Siblings {

  private Siblings() {}

  /**
   * Returns new nodes in an order in which libfdt merges none of them into another: {@code led}
   * must come before {@code led@1}, which it would match otherwise.
   */
  static List<Node> ordered(List<Node> nodes) {
    return Stream.concat(
            nodes.stream().filter(node -> isFirst(node, nodes)),
            nodes.stream().filter(node -> !isFirst(node, nodes)))
        .toList();
  }

  private static boolean isFirst(Node node, List<Node> nodes) {
    return node.name().indexOf('@') < 0
        && nodes.stream().anyMatch(o -> !o.name().equals(node.name()) && isCalled(o, node.name()));
  }

  private static boolean isCalled(Node node, String name) {
    return DtNode.baseName(node.name()).equals(name);
  }
}
