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
import org.dtbind.change.result.ExitStatus;
import org.dtbind.cli.session.Phrases;
import org.dtbind.cli.session.Session;
import org.dtbind.diag.Nearest;
import org.dtbind.gpio.GpioChip;
import org.dtbind.gpio.LineMatch;
import org.dtbind.gpio.LineMatch.By;
import org.dtbind.gpio.LineResolver;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.MissingRight;

/**
 * Finds the lines that a user means on a system or in a tree.
 *
 * @param rows all lines
 * @param unreadable chips whose lines cannot be read
 * @param searched the name of the system or tree in messages
 * @param live the chips of the system; empty for a tree
 */
record LineSearch(
    List<LineRow> rows, List<GpioChip> unreadable, String searched, Optional<LiveGpio> live) {

  static LineSearch of(LiveGpio gpio, List<GpioChip> unreadable) {
    return new LineSearch(
        gpio.places().stream().map(LineRow::of).toList(),
        unreadable,
        unreadable.isEmpty() ? "this system" : "the readable part of this system",
        Optional.of(gpio));
  }

  static LineSearch of(List<LineRow> rows) {
    return new LineSearch(rows, List.of(), "the tree", Optional.empty());
  }

  LineMatch<LineRow> match(String pattern) {
    Glob glob = new Glob(pattern);
    LineMatch<LineRow> match =
        LineMatch.first(
            rows,
            Map.of(
                By.LINE, row -> !row.name().isEmpty() && glob.matches(row.name()),
                By.CHIP, row -> row.chipNames().stream().anyMatch(glob::matches),
                By.CONSUMER, row -> row.consumers().stream().anyMatch(glob::matches)));
    return match.by() == By.NOTHING && live.isPresent()
        ? new LineResolver(live.get()).byOffset(pattern, LineRow::of)
        : match;
  }

  /** Returns messages about an ambiguous match: one for each name that several lines have. */
  List<String> ambiguities(LineMatch<LineRow> match) {
    List<String> problems = new ArrayList<>();
    if (match.by() == By.LINE) {
      Map<String, Integer> counts = new LinkedHashMap<>();
      match.lines().forEach(row -> counts.merge(row.name(), 1, Integer::sum));
      counts.entrySet().stream()
          .filter(entry -> entry.getValue() > 1)
          .map(e -> "%d lines of %s are named %s".formatted(e.getValue(), searched, e.getKey()))
          .forEach(problems::add);
    } else if (!match.reason().isEmpty()) {
      problems.add(match.reason());
    }
    return problems;
  }

  /** Reports that a pattern matches nothing; returns the exit code. */
  int notFound(Session session, String pattern, LineMatch<LineRow> match) {
    Set<String> names = new LinkedHashSet<>();
    rows.forEach(row -> names.add(row.name()));
    rows.forEach(row -> row.label().ifPresent(names::add));
    names.remove("");
    List<String> near = Nearest.to(pattern, names);
    String reason = match.reason().isEmpty() ? "" : "\n  " + match.reason();
    return session.fail(
        absent(),
        "no line or chip of " + searched + " is named " + pattern + reason,
        Phrases.meant(near));
  }

  /** Returns what to do if no chip can be read. */
  String help(Kernel kernel) {
    return kernel.live()
        ? unreadable.stream()
            .flatMap(chip -> chip.unreadable().stream())
            .findFirst()
            .map(why -> MissingRight.of(kernel, why))
            .orElse("")
        : "only a running kernel knows the lines of a chip: run dtbind lines on the system itself, "
            + "or predict the lines with --tree DIR, where DIR is sys/firmware/devicetree/base in "
            + "the copy";
  }

  /**
   * Returns the exit code for a name that matches no line. If some chips cannot be read, the line
   * may still exist.
   */
  ExitStatus absent() {
    boolean forbidden =
        unreadable.stream()
            .flatMap(chip -> chip.unreadable().stream())
            .anyMatch(Failure.Forbidden.class::isInstance);
    return unreadable.isEmpty()
        ? ExitStatus.NOT_FOUND
        : forbidden ? ExitStatus.NOT_PERMITTED : ExitStatus.UNAVAILABLE;
  }
}
