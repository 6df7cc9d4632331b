// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.generate;

import java.util.Optional;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;

/**
 * Which nodes of a base the paths of an overlay lead to: to libfdt, a name without unit address is
 * also that of the first node that has one ({@code fdt_subnode_offset()}).
 */
final class ReachedNodes {

  private final DeviceTree base;

  ReachedNodes(DeviceTree base) {
    this.base = base;
  }

  /** Returns whether a path leads to the node that has it. */
  boolean isReached(NodePath path) {
    return instead(path).equals(path);
  }

  /** Returns the path of the node that a path leads to, as far as it leads. */
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

  /** Returns the name of the child that a new one would be merged into. */
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
