// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.tree;

import java.util.AbstractList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * An immutable list of many properties or nodes, which finds them by name in constant time. Has
 * subclasses instead of a function for the name, because linking one takes time at start.
 */
abstract class NamedList<T> extends AbstractList<T> implements RandomAccess {

  /** Up to this number of elements, a linear search is used. */
  private static final int FEW = 32;

  private final List<T> elements;

  /** Is created at the first search. Several threads may create it, with equal results. */
  private volatile @Nullable Map<String, T> index;

  private NamedList(List<T> elements) {
    this.elements = elements;
  }

  /** Returns an immutable copy of a list. */
  static List<DtProperty> ofProperties(List<DtProperty> elements) {
    if (elements instanceof NamedList) {
      return elements;
    }
    List<DtProperty> copy = List.copyOf(elements);
    return copy.size() > FEW ? new Properties(copy) : copy;
  }

  /** Returns an immutable copy of a list. */
  static List<DtNode> ofNodes(List<DtNode> elements) {
    if (elements instanceof NamedList) {
      return elements;
    }
    List<DtNode> copy = List.copyOf(elements);
    return copy.size() > FEW ? new Nodes(copy) : copy;
  }

  abstract String name(T element);

  /** Returns the first element with a name. */
  Optional<T> named(String wanted) {
    Map<String, T> known = index;
    if (known == null) {
      known = new HashMap<>(elements.size() * 2);
      for (T element : elements) {
        known.putIfAbsent(name(element), element);
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

  private static final class Properties extends NamedList<DtProperty> {

    Properties(List<DtProperty> elements) {
      super(elements);
    }

    @Override
    String name(DtProperty element) {
      return element.name();
    }
  }

  private static final class Nodes extends NamedList<DtNode> {

    Nodes(List<DtNode> elements) {
      super(elements);
    }

    @Override
    String name(DtNode element) {
      return element.name();
    }
  }
}
