// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.tree.build;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dtbind.tree.Label;

/**
 * The labels of a node or property while it is being built. A label that is new stands before the
 * others; one that was deleted keeps its place, should it come back. Both show in the order of
 * {@code __symbols__}.
 */
final class Labels {

  /** By name, the oldest first. */
  private Map<String, Label> labels = Map.of();

  private Set<String> deleted = Set.of();

  /** Adds a label; returns whether it was not there before. */
  boolean add(Label label) {
    if (labels.isEmpty()) {
      labels = new LinkedHashMap<>();
    }
    if (!deleted.isEmpty()) {
      deleted.remove(label.name());
    }
    return labels.putIfAbsent(label.name(), label) == null;
  }

  void deleteAll() {
    if (!labels.isEmpty()) {
      // Those that were deleted before are among them.
      deleted = new HashSet<>(labels.keySet());
    }
  }

  /** Returns whether there is or ever was one. */
  boolean everGiven() {
    return !labels.isEmpty();
  }

  boolean has(String name) {
    return labels.containsKey(name) && !deleted.contains(name);
  }

  /** Returns those that count, the newest first. */
  List<Label> live() {
    if (labels.isEmpty()) {
      return List.of();
    }
    List<Label> live = new ArrayList<>(labels.values());
    live.removeIf(label -> deleted.contains(label.name()));
    Collections.reverse(live);
    return live;
  }
}
