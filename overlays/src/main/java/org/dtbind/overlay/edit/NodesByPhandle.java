// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.edit;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The nodes of a tree by phandle. Of several nodes with the same phandle, which a blob can contain,
 * the first one counts, as in libfdt.
 */
public final class NodesByPhandle {

  private final Map<Integer, EditedNode> first = new HashMap<>();

  /** The nodes with each phandle that several nodes have had. */
  private final Map<Integer, NavigableSet<EditedNode>> several = new HashMap<>();

  public Optional<EditedNode> node(int phandle) {
    return Optional.ofNullable(first.get(phandle));
  }

  /** Records the phandle of a node. */
  public void add(int phandle, EditedNode node) {
    EditedNode other = first.putIfAbsent(phandle, node);
    if (other != null && other != node) {
      NavigableSet<EditedNode> all =
          several.computeIfAbsent(phandle, any -> new TreeSet<>(NodesByPhandle::compare));
      all.add(other);
      all.add(node);
      first.put(phandle, all.first());
    }
  }

  /** Records that a node no longer has a phandle. */
  public void remove(int phandle, EditedNode node) {
    first.remove(phandle, node);
    NavigableSet<EditedNode> all = several.get(phandle);
    if (all != null && all.remove(node) && !all.isEmpty()) {
      first.put(phandle, all.first());
    }
  }

  private static int compare(EditedNode one, EditedNode other) {
    return one == other ? 0 : one.isBefore(other) ? -1 : 1;
  }
}
