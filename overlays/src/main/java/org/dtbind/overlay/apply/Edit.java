// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.apply;

import org.dtbind.source.Bytes;
import org.dtbind.tree.NodePath;

/** One change that merging makes to a base; libfdt makes the same ones, in the same order. */
public sealed interface Edit {

  /** {@return the node that is added, or gets the property} */
  NodePath node();

  /**
   * A new node, before its siblings.
   *
   * @param node where it is then
   */
  record AddNode(NodePath node) implements Edit {}

  /**
   * A property that is removed, by a parameter of the base.
   *
   * @param name of the property
   */
  record RemoveProperty(NodePath node, String name) implements Edit {}

  /** Nodes that get other names, by parameters of the base; behind what is done to them. */
  record RenameNodes() implements Edit {
    @Override
    public NodePath node() {
      return NodePath.ROOT;
    }
  }

  /**
   * A property that is set.
   *
   * @param added whether the node has none of that name yet: it comes before the others then
   */
  record SetProperty(NodePath node, String name, Bytes value, boolean added) implements Edit {}
}
