// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.tree.build;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The properties or the children of a node while it is being built, in order and by name. Deleted
 * ones keep their places, because those that come back take them again. Only a mistake gives one
 * name to two that count.
 */
final class Slots<T extends Slots.Slot> {

  /** Something with a name that may be deleted. */
  interface Slot {
    String name();

    boolean deleted();
  }

  private final List<T> all = new ArrayList<>();
  private final Map<String, T> first = new HashMap<>();
  private final Map<String, List<T>> others = new HashMap<>(0);

  void add(T slot) {
    all.add(slot);
    if (first.putIfAbsent(slot.name(), slot) != null) {
      others.computeIfAbsent(slot.name(), name -> new ArrayList<>(1)).add(slot);
    }
  }

  /** Returns the first of that name, deleted or not. */
  Optional<T> any(String name) {
    return Optional.ofNullable(first.get(name));
  }

  /** Returns the first of that name that is not deleted. */
  Optional<T> live(String name) {
    T slot = first.get(name);
    if (slot == null || !slot.deleted()) {
      return Optional.ofNullable(slot);
    }
    return others.getOrDefault(name, List.of()).stream().filter(s -> !s.deleted()).findFirst();
  }

  /** Returns how many of that name are not deleted. */
  long count(String name) {
    long more = others.getOrDefault(name, List.of()).stream().filter(s -> !s.deleted()).count();
    return any(name).filter(s -> !s.deleted()).isPresent() ? more + 1 : more;
  }

  /** Returns all, deleted ones included, in order. Some may be added while it is gone through. */
  List<T> all() {
    return all;
  }

  /** Returns those that count, in order. */
  List<T> live() {
    List<T> live = new ArrayList<>(all.size());
    for (T slot : all) {
      if (!slot.deleted()) {
        live.add(slot);
      }
    }
    return live;
  }
}
