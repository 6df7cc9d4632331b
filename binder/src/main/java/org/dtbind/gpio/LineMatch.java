// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.gpio;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The lines that a pattern matches. Each command accepts some of the interpretations of {@link By},
 * and tries them in that order until one of them matches lines.
 *
 * @param by how the pattern was interpreted
 * @param reason why there are no lines, or why there are several if one was expected; may be empty
 */
public record LineMatch<L>(By by, List<L> lines, String reason) {

  /** Copies the list. */
  public LineMatch {
    lines = List.copyOf(lines);
  }

  /** The interpretations of a pattern, in the order in which they are tried. */
  public enum By {
    /** The pattern matches names of lines. */
    LINE,
    /** The pattern matches a name of a chip, and the lines are all of its lines. */
    CHIP,
    /** The pattern matches consumers of lines. */
    CONSUMER,
    /** The text contains offsets of lines. */
    OFFSET,
    /** The pattern matches nothing. */
    NOTHING
  }

  /**
   * {@return the lines that a pattern matches in the first interpretation that matches any}
   *
   * @param accepted the accepted interpretations, each with a test whether it matches a line
   */
  public static <L> LineMatch<L> first(List<L> lines, Map<By, Predicate<L>> accepted) {
    for (By by : By.values()) {
      List<L> found = lines.stream().filter(accepted.getOrDefault(by, line -> false)).toList();
      if (!found.isEmpty()) {
        return new LineMatch<>(by, found, "");
      }
    }
    return new LineMatch<>(By.NOTHING, List.of(), "");
  }
}
