// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.tree.build;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.dtbind.diag.Nearest;

/** Suggests existing names in place of missing ones. Confined to one build. */
final class Suggestions {

  /**
   * Limit for the missing names with suggestions. A source with more of them probably has a
   * different problem.
   */
  private static final int MAX_WANTED = 50;

  /**
   * Limit for the comparisons of one build: a crafted source may contain many missing and many
   * existing names.
   */
  private static final int MAX_COMPARED = 1 << 19;

  private final Map<String, List<String>> near = new HashMap<>();
  private int compared;

  /** Whether this number of further comparisons is within the limit; if so, counts them. */
  boolean mayCompare(int names) {
    if (names > MAX_COMPARED - compared) {
      return false;
    }
    compared += names;
    return true;
  }

  /**
   * Returns similar names, the most similar first.
   *
   * @param place identifies the set of names in which to search; results are kept by place and name
   * @param wanted the missing name
   * @param count upper limit for the number of existing names
   * @param names the existing names; called at most once for each place and name
   */
  List<String> near(String place, String wanted, int count, Supplier<List<String>> names) {
    String key = place + '/' + wanted;
    List<String> known = near.get(key);
    if (known == null && near.size() < MAX_WANTED && mayCompare(count)) {
      known = Nearest.to(wanted, names.get());
      near.put(key, known);
    }
    return known == null ? List.of() : known;
  }
}
