// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.dtbind.diag.Nearest;
import org.dtbind.gpio.GpioChip;
import org.dtbind.gpio.LineResolution;
import org.dtbind.gpio.LineResolver;
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

  /** What a pattern means. */
  enum By {
    /** Lines of that name. */
    LINE,
    /** All lines of a chip. */
    CHIP,
    /** Lines that somebody of that name has. */
    CONSUMER,
    /** Lines by offset. */
    OFFSET,
    /** Nothing. */
    NOTHING
  }

  /**
   * What a pattern means.
   *
   * @param by as what
   * @param rows the lines
   * @param reason why there are none, or why there are several where one was meant; may be empty
   */
  record Match(By by, List<LineRow> rows, String reason) {}

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

  /** Returns the lines of that name; else of that chip; else of that user; else by offset. */
  Match match(String pattern) {
    Glob glob = new Glob(pattern);
    Map<By, Predicate<LineRow>> kinds = new LinkedHashMap<>();
    kinds.put(By.LINE, row -> !row.name().isEmpty() && glob.matches(row.name()));
    kinds.put(By.CHIP, row -> row.isOn(glob));
    kinds.put(By.CONSUMER, row -> row.consumer().filter(glob::matches).isPresent());
    for (Map.Entry<By, Predicate<LineRow>> kind : kinds.entrySet()) {
      List<LineRow> found = rows.stream().filter(kind.getValue()).toList();
      if (!found.isEmpty()) {
        return new Match(kind.getKey(), found, "");
      }
    }
    return live.map(gpio -> byOffset(new LineResolver(gpio), pattern))
        .orElseGet(() -> new Match(By.NOTHING, List.of(), ""));
  }

  private static Match byOffset(LineResolver resolver, String text) {
    LineResolution resolution = resolver.resolve(text);
    if (resolution instanceof LineResolution.Found found) {
      return new Match(By.OFFSET, rows(found.places()), "");
    }
    if (resolution instanceof LineResolution.Ambiguous ambiguous) {
      List<LineRow> rows = rows(ambiguous.candidates());
      return new Match(
          rows.isEmpty() ? By.NOTHING : By.OFFSET,
          rows,
          "\"%s\" means several: all are listed".formatted(ambiguous.word()));
    }
    boolean word = text.chars().noneMatch(c -> Character.isWhitespace(c) || c == ':');
    String reason = word ? "" : ((LineResolution.NotFound) resolution).reason();
    return new Match(By.NOTHING, List.of(), reason);
  }

  private static List<LineRow> rows(List<LiveGpio.Place> places) {
    return places.stream().map(LineRow::of).toList();
  }

  /** Returns why a match is not clear, a line each: names that several lines have. */
  List<String> ambiguities(Match match) {
    List<String> problems = new ArrayList<>();
    if (match.by() == By.LINE) {
      Map<String, Integer> counts = new LinkedHashMap<>();
      match.rows().forEach(row -> counts.merge(row.name(), 1, Integer::sum));
      counts.entrySet().stream()
          .filter(entry -> entry.getValue() > 1)
          .map(e -> "%d lines of %s are called %s".formatted(e.getValue(), where, e.getKey()))
          .forEach(problems::add);
    } else if (!match.reason().isEmpty()) {
      problems.add(match.reason());
    }
    return problems;
  }

  /** Says that a pattern means nothing; returns the exit code. */
  int notFound(Session session, String pattern, Match match) {
    Set<String> names = new LinkedHashSet<>();
    rows.forEach(row -> names.add(row.name()));
    rows.forEach(row -> row.label().ifPresent(names::add));
    names.remove("");
    List<String> near = Nearest.to(pattern, names);
    String reason = match.reason().isEmpty() ? "" : "\n  " + match.reason();
    String help = near.isEmpty() ? "" : "\n  help: did you mean " + String.join(", ", near) + "?";
    return session.fail(
        absent(), "no line or chip of " + where + " is called " + pattern + reason + help);
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
