// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.apply;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.dtbind.dtb.edit.FdtError;
import org.dtbind.dtb.edit.FdtFailure;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;

/**
 * Where nodes stand in the structure of a blob while it is changed: looking for each anew, from the
 * beginning, is what takes libfdt's time in large ones. Confined to one writing.
 */
final class NodeOffsets {

  private final DeviceTree tree;
  private final int structureAt;

  /** By path, the node's place in {@link #offsets}. */
  private final Map<NodePath, Integer> places = new HashMap<>();

  private int[] offsets = new int[16];

  /**
   * Knows none yet.
   *
   * @param tree what was read from the blob; its positions are offsets in it
   * @param structureAt where in the blob the structure begins
   */
  NodeOffsets(DeviceTree tree, int structureAt) {
    this.tree = tree;
    this.structureAt = structureAt;
  }

  /** Looks where a node stands; to be called before anything has moved. */
  void look(NodePath path) throws FdtFailure {
    if (places.containsKey(path)) {
      return;
    }
    if (tree.root().named().start() != structureAt) {
      throw new FdtFailure(FdtError.BADOFFSET); // libfdt takes the first token for the root.
    }
    Optional<DtNode> node = tree.node(path);
    if (node.isEmpty()) {
      throw new FdtFailure(FdtError.NOTFOUND);
    }
    put(path, node.get().named().start() - structureAt);
  }

  /** Knows of a node that is yet to be added. */
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
      throw new FdtFailure(FdtError.NOTFOUND);
    }
    return offsets[place];
  }

  /**
   * What was inserted into a node itself moved all that begin behind it: its children, and what
   * follows it.
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
