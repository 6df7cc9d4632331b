// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * The entries of a list property: phandles, each followed by as many cells as its node requires
 * (drivers/of/base.c, {@code of_phandle_iterator_next()}).
 *
 * @param entries the entries up to the first malformed one, whose phandle refers to no suitable
 *     node, or which is incomplete
 * @param end index of the cell with the phandle of the malformed entry; the number of cells if
 *     there is none
 */
public record PhandleEntries(List<Entry> entries, int end) {

  /**
   * An entry of a list.
   *
   * @param at index of the cell with the phandle
   * @param phandle the phandle; 0 if the entry is empty
   * @param cells the specifier, which follows the phandle
   */
  public record Entry(int at, int phandle, List<Integer> cells) {

    /** Copies the list. */
    public Entry {
      cells = List.copyOf(cells);
    }

    /** {@return whether the entry refers to no node; it counts nevertheless} */
    public boolean isEmpty() {
      return phandle == 0;
    }

    /** {@return the phandle and the specifier, as they are in the list} */
    public List<Integer> whole() {
      return Stream.concat(Stream.of(phandle), cells.stream()).toList();
    }
  }

  /** Copies the list. */
  public PhandleEntries {
    entries = List.copyOf(entries);
  }

  /**
   * {@return the entries of a list}
   *
   * @param width the number of cells after a phandle other than 0; empty if it refers to no
   *     suitable node
   */
  public static PhandleEntries of(List<Integer> cells, IntFunction<Optional<Integer>> width) {
    List<Entry> entries = new ArrayList<>();
    int at = 0;
    while (at < cells.size()) {
      int phandle = cells.get(at);
      int count = phandle == 0 ? 0 : width.apply(phandle).orElse(-1);
      if (count < 0 || count > cells.size() - at - 1) {
        break;
      }
      entries.add(new Entry(at, phandle, cells.subList(at + 1, at + 1 + count)));
      at += 1 + count;
    }
    return new PhandleEntries(entries, at);
  }
}
