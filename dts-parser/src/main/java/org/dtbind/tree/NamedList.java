// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.tree;

import java.util.AbstractList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An immutable list of many properties or nodes, which finds them by name in constant time. */
final class NamedList<T> extends AbstractList<T> implements RandomAccess {

  /** Up to this number of elements, a linear search is used. */
  private static final int FEW = 32;

  private final List<T> elements;
  private final Function<T, String> name;

  /** Is created at the first search. Several threads may create it, with equal results. */
  private volatile @Nullable Map<String, T> index;

  private NamedList(List<T> elements, Function<T, String> name) {
    this.elements = elements;
    this.name = name;
  }

  /** Returns an immutable copy of a list. */
  static <T> List<T> copyOf(List<T> elements, Function<T, String> name) {
    if (elements instanceof NamedList) {
      return elements;
    }
    List<T> copy = List.copyOf(elements);
    return copy.size() > FEW ? new NamedList<>(copy, name) : copy;
  }

  /** Returns the first element with a name. */
  Optional<T> named(String wanted) {
    Map<String, T> known = index;
    if (known == null) {
      known = new HashMap<>(elements.size() * 2);
      for (T element : elements) {
        known.putIfAbsent(name.apply(element), element);
      }
      index = known;
    }
    return Optional.ofNullable(known.get(wanted));
  }

  @Override
  public T get(int position) {
    return elements.get(position);
  }

  @Override
  public int size() {
    return elements.size();
  }
}
