// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.generate;

import java.util.Optional;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;

/**
 * Resolves paths in a base like libfdt: a name without a unit address also matches the first node
 * that has one ({@code fdt_subnode_offset()}).
 */
final class ReachedNodes {

  private final DeviceTree base;

  ReachedNodes(DeviceTree base) {
    this.base = base;
  }

  /** Returns whether libfdt finds the node at exactly this path. */
  boolean isReached(NodePath path) {
    return instead(path).equals(path);
  }

  /**
   * Returns the path of the node that libfdt finds; if it finds none, that of the deepest ancestor.
   */
  NodePath instead(NodePath path) {
    NodePath found = NodePath.ROOT;
    Optional<DtNode> node = Optional.of(base.root());
    for (String name : path.names()) {
      node = node.flatMap(parent -> child(parent, name));
      if (node.isEmpty()) {
        return found;
      }
      found = found.child(node.get().name());
    }
    return found;
  }

  /** Returns the name of the existing child into which a new node would be merged. */
  Optional<String> taken(NodePath parent, String name) {
    return base.node(parent).flatMap(node -> child(node, name)).map(DtNode::name);
  }

  private static Optional<DtNode> child(DtNode parent, String name) {
    boolean any = name.indexOf('@') < 0;
    return parent.children().stream()
        .filter(child -> child.name().equals(name) || any && child.baseName().equals(name))
        .findFirst();
  }
}
