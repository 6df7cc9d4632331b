// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.tree;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dtbind.cli.session.Exit;
import org.dtbind.cli.session.Session;
import org.dtbind.diag.Nearest;
import org.dtbind.gpio.GpioChip;
import org.dtbind.gpio.LineMatch;
import org.dtbind.gpio.LineMatch.By;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.kernel.Failure;

/**
 * The lines of a system or of a tree, and those of them that a user means.
 *
 * @param rows the lines that there are
 * @param unreadable chips whose lines are not known
 * @param where they are, for messages
 * @param live the system's chips; empty for a tree
 */
record LineSearch(
    List<LineRow> rows, List<GpioChip> unreadable, String where, Optional<LiveGpio> live) {

  static LineSearch of(LiveGpio gpio, List<GpioChip> unreadable) {
    return new LineSearch(
        gpio.places().stream().map(LineRow::of).toList(),
        unreadable,
        unreadable.isEmpty() ? "this system" : "what can be read of this system",
        Optional.of(gpio));
  }

  static LineSearch of(List<LineRow> rows) {
    return new LineSearch(rows, List.of(), "the tree", Optional.empty());
  }

  /** Returns the lines that a pattern means. */
  LineMatch<LineRow> match(String pattern) {
    LineMatch<LineRow> match = LineMatch.among(rows, new Glob(pattern)::matches);
    return match.by() == By.NOTHING && live.isPresent()
        ? LineMatch.byOffset(live.get(), pattern, LineRow::of)
        : match;
  }

  /** Returns why a match is not clear, one per line: names that several lines have. */
  List<String> ambiguities(LineMatch<LineRow> match) {
    List<String> problems = new ArrayList<>();
    if (match.by() == By.LINE) {
      Map<String, Integer> counts = new LinkedHashMap<>();
      match.lines().forEach(row -> counts.merge(row.name(), 1, Integer::sum));
      counts.entrySet().stream()
          .filter(entry -> entry.getValue() > 1)
          .map(e -> "%d lines of %s are named %s".formatted(e.getValue(), where, e.getKey()))
          .forEach(problems::add);
    } else if (!match.reason().isEmpty()) {
      problems.add(match.reason());
    }
    return problems;
  }

  /** Says that a pattern means nothing; returns the exit code. */
  int notFound(Session session, String pattern, LineMatch<LineRow> match) {
    Set<String> names = new LinkedHashSet<>();
    rows.forEach(row -> names.add(row.name()));
    rows.forEach(row -> row.label().ifPresent(names::add));
    names.remove("");
    List<String> near = Nearest.to(pattern, names);
    String reason = match.reason().isEmpty() ? "" : "\n  " + match.reason();
    String help = near.isEmpty() ? "" : "\n  help: did you mean " + String.join(", ", near) + "?";
    return session.fail(
        absent(), "no line or chip of " + where + " is named " + pattern + reason + help);
  }

  /** What it means that a name is not among the lines: nothing, if not all could be read. */
  Exit absent() {
    boolean forbidden =
        unreadable.stream()
            .flatMap(chip -> chip.unreadable().stream())
            .anyMatch(Failure.Forbidden.class::isInstance);
    return unreadable.isEmpty() ? Exit.NOT_FOUND : forbidden ? Exit.PERMISSION : Exit.UNSUPPORTED;
  }
}
