// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.tree.build;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The properties or children of a node under construction, in order and by name. Deleted ones keep
 * their positions, which they take again if they are defined again. Only invalid trees contain two
 * elements with one name that are not deleted.
 */
final class Slots<T extends Slots.Slot> {

  /** An element with a name, which may be deleted. */
  interface Slot {
    String name();

    boolean deleted();
  }

  /** Up to this number, a linear search is used. Most nodes have fewer elements. */
  private static final int FEW = 16;

  private final ArrayList<T> all = new ArrayList<>();

  /** By name: the first element with that name among the first {@code indexed} elements. */
  private Map<String, T> first = Map.of();

  /**
   * By name: the further elements with that name among the first {@code indexed} elements. Only the
   * first element can be defined again after it was deleted, so deleted ones are removed from the
   * start of a list.
   */
  private Map<String, Deque<T>> others = Map.of();

  private int indexed;

  /** The number of elements that existed when all were deleted. */
  private int cleared;

  /** The elements that were defined again since all were deleted. */
  private List<T> restored = List.of();

  /** A Bloom filter with one bit per name: most names that are searched for do not exist. */
  private long names;

  void add(T slot) {
    all.add(slot);
    names |= bit(slot.name());
  }

  /** Records that a deleted element is defined again. */
  void restore(T slot) {
    restored = restored.isEmpty() ? new ArrayList<>(1) : restored;
    restored.add(slot);
  }

  /**
   * Deletes all elements, in a time that does not depend on those that are already deleted.
   *
   * @param delete deletes one element
   */
  void deleteAll(Consumer<T> delete) {
    for (; cleared < all.size(); cleared++) {
      delete(all.get(cleared), delete);
    }
    for (T slot : restored) {
      delete(slot, delete);
    }
    restored = List.of();
  }

  private void delete(T slot, Consumer<T> delete) {
    if (!slot.deleted()) {
      delete.accept(slot);
    }
  }

  void expect(int more) {
    all.ensureCapacity(all.size() + more);
  }

  private static long bit(String name) {
    return 1L << name.hashCode();
  }

  /** Returns the first element with a name, which may be deleted. */
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

  /** Returns the first element with a name that is not deleted. */
  Optional<T> live(String name) {
    Optional<T> slot = any(name);
    if (slot.isEmpty() || !slot.get().deleted()) {
      return slot;
    }
    index();
    Deque<T> more = others.get(name);
    while (more != null && !more.isEmpty() && more.getFirst().deleted()) {
      more.removeFirst();
    }
    return more == null ? Optional.empty() : Optional.ofNullable(more.peekFirst());
  }

  /** Whether exactly one element with a name is not deleted. */
  boolean isAlone(String name) {
    Optional<T> slot = any(name);
    if (slot.isEmpty()) {
      return false;
    }
    index();
    Deque<T> others = this.others.get(name);
    long more = others == null ? 0 : others.stream().filter(s -> !s.deleted()).count();
    return more + (slot.get().deleted() ? 0 : 1) == 1;
  }

  /** Adds the new elements to the index. */
  private void index() {
    if (first.isEmpty()) {
      first = new HashMap<>();
      others = new HashMap<>(0);
    }
    for (; indexed < all.size(); indexed++) {
      T slot = all.get(indexed);
      if (first.putIfAbsent(slot.name(), slot) != null) {
        others.computeIfAbsent(slot.name(), name -> new ArrayDeque<>(1)).add(slot);
      }
    }
  }

  /**
   * Returns all elements in order, including deleted ones. Elements may be added during an
   * iteration by index.
   */
  List<T> all() {
    return all;
  }

  /** Returns the elements that are not deleted, in order. */
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
