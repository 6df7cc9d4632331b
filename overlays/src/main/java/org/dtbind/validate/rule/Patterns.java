// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.rule;

import java.util.ArrayList;
import java.util.List;

/**
 * {@code patternProperties}. The kernel's document of vendors has 1,700 of them for every node, so
 * only those are tried that a name's first character allows.
 */
final class Patterns {

  /**
   * One of them.
   *
   * @param schema for the members whose name it is in
   */
  record Pattern(Regex regex, Schema schema) {}

  /** For names that begin with no ASCII character, and the empty one. */
  private static final int OTHER = 128;

  private final List<Pattern> all;
  private final List<List<Pattern>> byFirst = new ArrayList<>();

  Patterns(List<Pattern> all) {
    this.all = List.copyOf(all);
    if (all.size() > 1) {
      for (int c = 0; c <= OTHER; c++) {
        char first = (char) c;
        byFirst.add(all.stream().filter(pattern -> pattern.regex().mayStart(first)).toList());
      }
    }
  }

  /** Returns all of them, in the document's order. */
  List<Pattern> all() {
    return all;
  }

  /** Returns whether any is in a name. */
  boolean isAnyIn(String name) {
    for (Pattern pattern : mayBeIn(name)) {
      if (pattern.regex().isIn(name)) {
        return true;
      }
    }
    return false;
  }

  /** Returns all that may be in a name, in the document's order. */
  List<Pattern> mayBeIn(String name) {
    return byFirst.isEmpty()
        ? all
        : byFirst.get(name.isEmpty() ? OTHER : Math.min(name.charAt(0), OTHER));
  }
}
