// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.tree.build;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dtbind.tree.Label;

/**
 * The labels of a node or property while it is being built. A label that is new stands before the
 * others; one that was deleted keeps its place, should it come back. Both show in the order of
 * {@code __symbols__}.
 */
final class Labels {

  private final List<Label> labels = new ArrayList<>();
  private final Set<String> deleted = new HashSet<>();

  /** Adds a label; returns whether it was not there before. */
  boolean add(Label label) {
    for (Label known : labels) {
      if (known.name().equals(label.name())) {
        deleted.remove(label.name());
        return false;
      }
    }
    labels.add(0, label);
    return true;
  }

  void deleteAll() {
    labels.forEach(label -> deleted.add(label.name()));
  }

  /** Returns whether there is or ever was one. */
  boolean everGiven() {
    return !labels.isEmpty();
  }

  boolean has(String name) {
    return labels.stream().anyMatch(label -> label.name().equals(name)) && !deleted.contains(name);
  }

  /** Returns those that count. */
  List<Label> live() {
    return deleted.isEmpty()
        ? List.copyOf(labels)
        : labels.stream().filter(label -> !deleted.contains(label.name())).toList();
  }

  /** Returns all, deleted ones included. */
  List<Label> all() {
    return labels;
  }
}
