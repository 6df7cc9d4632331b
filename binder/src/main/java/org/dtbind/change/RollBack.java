// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.dtbind.kernel.Watch;

/** Rolls back changes in the order of {@link Undo}, after a failure or an interruption. */
record RollBack(List<? extends Reversible> changes, Predicate<Reversible> touched, Watch watch) {

  RollBack {
    changes = List.copyOf(changes);
  }

  /**
   * {@return the differences from the former state that remain, by change, in the order of the
   * rollback}
   */
  Map<Reversible, List<String>> run() {
    Map<Reversible, List<String>> left = new LinkedHashMap<>();
    List<Reversible> order = order();
    for (Reversible change : order) {
      left.put(change, change.rollBack(touched.test(change), watch));
    }
    for (Reversible change : order) {
      List<String> stays = change.settle(touched.test(change), watch);
      left.computeIfPresent(
          change,
          (same, before) -> Stream.concat(before.stream(), stays.stream()).distinct().toList());
    }
    return left;
  }

  private List<Reversible> order() {
    List<Reversible> order = new ArrayList<>();
    for (Undo place : Undo.values()) {
      for (int i = changes.size() - 1; i >= 0; i--) {
        if (changes.get(i).place() == place) {
          order.add(changes.get(i));
        }
      }
    }
    return order;
  }
}
