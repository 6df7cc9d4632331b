// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.apply;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;

/**
 * The offsets of nodes in the structure block of a blob that is being changed. libfdt searches each
 * node again from the beginning, which is slow for large blobs. Use one instance per blob.
 */
final class NodeOffsets {

  private final DeviceTree tree;
  private final int structureAt;

  /** Indexes into {@link #offsets}, by path. */
  private final Map<NodePath, Integer> places = new HashMap<>();

  private int[] offsets = new int[16];

  /**
   * Creates an empty table.
   *
   * @param tree the tree that was read from the blob; its positions are byte offsets in the blob
   * @param structureAt the byte offset of the structure block
   */
  NodeOffsets(DeviceTree tree, int structureAt) {
    this.tree = tree;
    this.structureAt = structureAt;
  }

  /** Adds a node of the original blob. Call this before anything is inserted. */
  void look(NodePath path) throws FdtFailure {
    if (places.containsKey(path)) {
      return;
    }
    if (tree.root().named().start() != structureAt) {
      // libfdt requires the root's token to be the first one.
      throw new FdtFailure("its root node is not the first token");
    }
    Optional<DtNode> node = tree.node(path);
    if (node.isEmpty()) {
      throw new FdtFailure("it has no node " + path);
    }
    put(path, node.get().named().start() - structureAt);
  }

  /** Reserves an entry for a node that will be added. */
  void await(NodePath path) {
    put(path, -1);
  }

  void put(NodePath path, int offset) {
    Integer place = places.get(path);
    if (place == null) {
      place = places.size();
      places.put(path, place);
      offsets = place == offsets.length ? Arrays.copyOf(offsets, 2 * place) : offsets;
    }
    offsets[place] = offset;
  }

  int of(NodePath path) throws FdtFailure {
    Integer place = places.get(path);
    if (place == null) {
      throw new FdtFailure("it has no node " + path);
    }
    return offsets[place];
  }

  /**
   * Moves all nodes that begin after an offset: the children of the node into which bytes were
   * inserted, and all nodes after it.
   */
  void moveBehind(int node, int by) {
    int[] all = offsets;
    for (int i = places.size() - 1; i >= 0; i--) {
      if (all[i] > node) {
        all[i] += by;
      }
    }
  }
}
