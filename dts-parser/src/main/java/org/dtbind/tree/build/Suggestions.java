// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.tree.build;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.dtbind.diag.Nearest;

/** Names that may have been meant by others that are not there. Confined to one build. */
final class Suggestions {

  /** Names for which others are suggested; whoever mistypes more has another problem. */
  private static final int MAX_WANTED = 50;

  /** Names that are looked at, all together: a source may be made to have many of both. */
  private static final int MAX_COMPARED = 1 << 19;

  private final Map<String, List<String>> near = new HashMap<>();
  private int compared;

  /** Returns whether so many names more may be looked at, and counts them. */
  boolean mayCompare(int names) {
    if (names > MAX_COMPARED - compared) {
      return false;
    }
    compared += names;
    return true;
  }

  /**
   * Returns names near to one, the nearest first.
   *
   * @param place what is looked into; the same names give the same answer in the same place
   * @param wanted what is not there
   * @param count how many names there are, or more
   * @param names what is there, asked for at most once for each place and name
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
