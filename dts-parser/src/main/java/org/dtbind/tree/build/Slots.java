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

  /** So many are found by looking at each; most nodes have no more. */
  private static final int FEW = 16;

  private final ArrayList<T> all = new ArrayList<>();

  /** Of the first {@code indexed} of them, those that are first of their name. */
  private Map<String, T> first = Map.of();

  /** And those that are not. */
  private Map<String, List<T>> others = Map.of();

  private int indexed;

  /** One bit for each name, chosen by its hash: most names that are asked for are not there. */
  private long names;

  void add(T slot) {
    all.add(slot);
    names |= bit(slot.name());
  }

  void expect(int more) {
    all.ensureCapacity(all.size() + more);
  }

  private static long bit(String name) {
    return 1L << name.hashCode();
  }

  /** Returns the first of that name, deleted or not. */
  Optional<T> any(String name) {
    if ((names & bit(name)) == 0) {
      return Optional.empty();
    }
    if (all.size() > FEW) {
      index();
      return Optional.ofNullable(first.get(name));
    }
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).name().equals(name)) {
        return Optional.of(all.get(i));
      }
    }
    return Optional.empty();
  }

  /** Returns the first of that name that is not deleted. */
  Optional<T> live(String name) {
    Optional<T> slot = any(name);
    if (slot.isEmpty() || !slot.get().deleted()) {
      return slot;
    }
    index();
    return others.getOrDefault(name, List.of()).stream().filter(s -> !s.deleted()).findFirst();
  }

  /** Returns whether exactly one of that name is not deleted. */
  boolean isAlone(String name) {
    Optional<T> slot = any(name);
    if (slot.isEmpty()) {
      return false;
    }
    index();
    long more = others.getOrDefault(name, List.of()).stream().filter(s -> !s.deleted()).count();
    return more + (slot.get().deleted() ? 0 : 1) == 1;
  }

  /** Takes those into the index that have been added since. */
  private void index() {
    if (first.isEmpty()) {
      first = new HashMap<>();
      others = new HashMap<>(0);
    }
    for (; indexed < all.size(); indexed++) {
      T slot = all.get(indexed);
      if (first.putIfAbsent(slot.name(), slot) != null) {
        others.computeIfAbsent(slot.name(), name -> new ArrayList<>(1)).add(slot);
      }
    }
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
