// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.print;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;

/**
 * A list with fast insertions and removals near the previous one: the elements after that position
 * are in a second list.
 */
final class GapList<T> extends AbstractList<T> {

  private final List<T> before = new ArrayList<>();

  /** In reverse order. */
  private final List<T> behind = new ArrayList<>();

  @Override
  public int size() {
    return before.size() + behind.size();
  }

  @Override
  public T get(int index) {
    return index < before.size() ? before.get(index) : behind.get(size() - 1 - index);
  }

  @Override
  public T set(int index, T element) {
    return index < before.size()
        ? before.set(index, element)
        : behind.set(size() - 1 - index, element);
  }

  @Override
  public void add(int index, T element) {
    moveTo(index);
    before.add(element);
  }

  @Override
  public T remove(int index) {
    moveTo(index);
    return behind.remove(behind.size() - 1);
  }

  private void moveTo(int index) {
    while (before.size() > index) {
      behind.add(before.remove(before.size() - 1));
    }
    while (before.size() < index) {
      before.add(behind.remove(behind.size() - 1));
    }
  }
}
