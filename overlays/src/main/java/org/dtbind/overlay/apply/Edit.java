// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.apply;

import org.dtbind.source.Bytes;
import org.dtbind.tree.NodePath;

/**
 * One change that merging makes to a base. The edits and their order are those of libfdt, so that
 * {@link MergedBlob} can repeat them on a blob.
 */
public sealed interface Edit {

  /** {@return the added node, or the node that has the property} */
  NodePath node();

  /** A new node, added before its siblings. */
  record AddNode(NodePath node) implements Edit {}

  /** A property that a parameter of the base removes. */
  record RemoveProperty(NodePath node, String name) implements Edit {}

  /** Nodes that parameters of the base rename. Edits after this one use the new names. */
  record RenameNodes() implements Edit {
    @Override
    public NodePath node() {
      return NodePath.ROOT;
    }
  }

  /**
   * A property that is set.
   *
   * @param added whether the node had no property of that name; the new one is then the first
   */
  record SetProperty(NodePath node, String name, Bytes value, boolean added) implements Edit {}
}
