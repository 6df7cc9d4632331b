// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.rule;

import java.util.ArrayList;
import java.util.List;

/**
 * {@code patternProperties}. The kernel's {@code vendor-prefixes.yaml} has 1,700 patterns and
 * applies to all nodes. Therefore, this class selects the patterns by the first character of a
 * name.
 */
final class Patterns {

  /**
   * A pattern for names of members.
   *
   * @param schema the schema for members whose name matches
   */
  record Pattern(Regex regex, Schema schema) {}

  /** The index for the empty name and names that begin with a non-ASCII character. */
  private static final int OTHER = 128;

  private final List<Pattern> all;
  private final List<List<Pattern>> byFirst = new ArrayList<>();

  Patterns(List<Pattern> all) {
    this.all = List.copyOf(all);
    if (all.size() > 1) {
      for (int c = 0; c < OTHER; c++) {
        char first = (char) c;
        byFirst.add(all.stream().filter(pattern -> pattern.regex().mayStart(first)).toList());
      }
      byFirst.add(all.stream().filter(pattern -> pattern.regex().mayStartBeyondAscii()).toList());
    }
  }

  /** Returns all patterns in the order of the document. */
  List<Pattern> all() {
    return all;
  }

  /** Returns whether any pattern matches a name. */
  boolean isAnyIn(String name, ValidationRun run) {
    for (Pattern pattern : mayBeIn(name)) {
      if (pattern.regex().isIn(name, run)) {
        return true;
      }
    }
    return false;
  }

  /** Returns a superset of the patterns that match a name, in the order of the document. */
  List<Pattern> mayBeIn(String name) {
    return byFirst.isEmpty()
        ? all
        : byFirst.get(name.isEmpty() ? OTHER : Math.min(name.charAt(0), OTHER));
  }
}
