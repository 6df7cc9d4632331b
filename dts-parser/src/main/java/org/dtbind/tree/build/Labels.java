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
 * The labels of a node or property while it is being built. A label that is new stands before the
 * others; one that was deleted keeps its place, should it come back. Both show in the order of
 * {@code __symbols__}.
 */
final class Labels {

  /** So many are found by looking at each; nearly all places have one or two. */
  private static final int FEW = 8;

  /** The oldest first, each name once. */
  private List<Label> labels = List.of();

  /** Their names, where there are more than a few. */
  private Set<String> names = Set.of();

  private Set<String> deleted = Set.of();

  /** Adds a label; returns whether it was not there before. */
  boolean add(Label label) {
    if (!deleted.isEmpty()) {
      deleted.remove(label.name());
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

  void deleteAll() {
    if (!labels.isEmpty()) {
      // Those that were deleted before are among them.
      deleted = names(labels);
    }
  }

  /** Returns whether there is or ever was one. */
  boolean everGiven() {
    return !labels.isEmpty();
  }

  /** Returns whether a label that was given once was deleted. */
  boolean hasDeleted(String name) {
    return !deleted.isEmpty() && deleted.contains(name);
  }

  /** Returns those that count, the newest first. */
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
