// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.tree;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.dtbind.linux.gpio.LineRange;

/**
 * The reserved lines of a controller. A search in a list of ranges would take too long for each
 * line of a hostile tree.
 *
 * @param bounds the offsets at which lines begin to be reserved (true) or free (false)
 */
record ReservedLines(NavigableMap<Long, Boolean> bounds) {

  ReservedLines {
    bounds = Collections.unmodifiableNavigableMap(bounds);
  }

  static ReservedLines of(List<LineRange> ranges) {
    NavigableMap<Long, Integer> changes = new TreeMap<>();
    for (LineRange range : ranges) {
      if (range.count() > 0) {
        changes.merge((long) range.first(), 1, Integer::sum);
        changes.merge((long) range.first() + range.count(), -1, Integer::sum);
      }
    }
    NavigableMap<Long, Boolean> bounds = new TreeMap<>();
    int open = 0;
    for (Map.Entry<Long, Integer> change : changes.entrySet()) {
      boolean before = open > 0;
      open += change.getValue();
      if (before != open > 0) {
        bounds.put(change.getKey(), open > 0);
      }
    }
    return new ReservedLines(bounds);
  }

  boolean contains(long offset) {
    return Optional.ofNullable(bounds.floorEntry(offset)).filter(Map.Entry::getValue).isPresent();
  }

  /** {@return the offsets after the last line of each run of lines that are all reserved or not} */
  List<Long> ends(long from, long to) {
    if (from >= to) {
      return List.of();
    }
    List<Long> ends = new ArrayList<>(bounds.subMap(from, false, to, false).keySet());
    ends.add(to);
    return ends;
  }
}
