// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.tree.build;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dtbind.tree.Label;

/**
 * The labels of a node or property under construction. As in dtc, a new label is inserted before
 * the others, and a deleted label keeps its position in case it is added again. Both determine the
 * order of {@code __symbols__}.
 */
final class Labels {

  /** Up to this number, a linear search is used. Nearly all nodes have one or two labels. */
  private static final int FEW = 8;

  /** The oldest label first; names are unique. */
  private List<Label> labels = List.of();

  /** The names of the labels if there are more than {@link #FEW}. */
  private Set<String> names = Set.of();

  private Set<String> deleted = Set.of();

  /** The number of labels that existed when all were deleted. */
  private int cleared;

  /** The labels that were added again since all were deleted. */
  private List<String> restored = List.of();

  /**
   * Adds a label. Returns false if a label with that name was added before, even if it is deleted.
   */
  boolean add(Label label) {
    if (!deleted.isEmpty() && deleted.remove(label.name())) {
      restored = restored.isEmpty() ? new ArrayList<>(1) : restored;
      restored.add(label.name());
    }
    boolean known = labels.size() > FEW ? names.contains(label.name()) : isAmong(label.name());
    if (!known) {
      if (labels.isEmpty()) {
        labels = new ArrayList<>(1);
      }
      labels.add(label);
      index(label.name());
    }
    return !known;
  }

  private boolean isAmong(String name) {
    for (Label label : labels) {
      if (label.name().equals(name)) {
        return true;
      }
    }
    return false;
  }

  private void index(String added) {
    if (!names.isEmpty()) {
      names.add(added);
    } else if (labels.size() > FEW) {
      names = names(labels);
    }
  }

  private static Set<String> names(List<Label> labels) {
    Set<String> names = new HashSet<>();
    for (Label label : labels) {
      names.add(label.name());
    }
    return names;
  }

  /** Deletes all labels, in a time that does not depend on those that are already deleted. */
  void deleteAll() {
    if (labels.isEmpty()) {
      return;
    }
    if (cleared == 0) {
      deleted = new HashSet<>();
    }
    for (; cleared < labels.size(); cleared++) {
      deleted.add(labels.get(cleared).name());
    }
    deleted.addAll(restored);
    restored = List.of();
  }

  /** Whether a label was ever added. */
  boolean wereAdded() {
    return !labels.isEmpty();
  }

  /** Whether a label is deleted. */
  boolean hasDeleted(String name) {
    return !deleted.isEmpty() && deleted.contains(name);
  }

  /** Returns the labels that are not deleted, the newest first. */
  List<Label> live() {
    if (labels.isEmpty()) {
      return List.of();
    }
    if (labels.size() == 1 && deleted.isEmpty()) {
      return List.of(labels.get(0));
    }
    List<Label> live = new ArrayList<>(labels);
    live.removeIf(label -> deleted.contains(label.name()));
    Collections.reverse(live);
    return live;
  }
}
