// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.tree.build;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** The nodes that received one label, which is an error unless they are deleted. */
final class Bearers {

  private final String label;
  private final List<DraftNode> nodes = new ArrayList<>();
  private final Map<DraftNode, Integer> positions = new HashMap<>();

  /** The positions of the nodes that are not known to be deleted. */
  private final NavigableSet<Integer> live = new TreeSet<>();

  Bearers(String label, DraftNode first) {
    this.label = label;
    add(first);
  }

  /** Adds a node, or restores one that was deleted. */
  void add(DraftNode node) {
    Integer position = positions.putIfAbsent(node, nodes.size());
    if (position == null) {
      nodes.add(node);
      position = nodes.size() - 1;
    }
    live.add(position);
  }

  /** Returns the first node that still has the label. */
  Optional<DraftNode> first() {
    while (!live.isEmpty()) {
      DraftNode node = nodes.get(live.first());
      if (node.bears(label)) {
        return Optional.of(node);
      }
      live.pollFirst();
    }
    return Optional.empty();
  }
}
