// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.gpio;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The lines that a pattern matches. The first of these that yields any lines is used: lines with
 * that name; all lines of a chip with that name; lines with a consumer of that name; in a running
 * system, the lines that {@link LineResolver} finds.
 *
 * @param by how the pattern was interpreted
 * @param lines that it matches
 * @param reason why there are none, or why there are several where one was expected; may be empty
 * @param <L> the type of listed lines
 */
public record LineMatch<L>(By by, List<L> lines, String reason) {

  /** Copies the list. */
  public LineMatch {
    lines = List.copyOf(lines);
  }

  /** How a pattern is interpreted. */
  public enum By {
    /** Lines with that name. */
    LINE,
    /** All lines of a chip. */
    CHIP,
    /** Lines with a consumer of that name. */
    CONSUMER,
    /** Lines by offset. */
    OFFSET,
    /** Nothing. */
    NOTHING
  }

  /** The texts by which lines are matched. */
  public interface Named {
    /** {@return the line's name; empty if it has none} */
    String name();

    /** {@return all names of its chip} */
    List<String> chipNames();

    /** {@return its consumer} */
    Optional<String> consumer();
  }

  /**
   * {@return the lines of a tree that a pattern matches}
   *
   * @param lines to search
   * @param pattern tests names
   * @param <L> the type of listed lines
   */
  public static <L extends Named> LineMatch<L> among(List<L> lines, Predicate<String> pattern) {
    Map<By, Predicate<L>> kinds = new LinkedHashMap<>();
    kinds.put(By.LINE, line -> !line.name().isEmpty() && pattern.test(line.name()));
    kinds.put(By.CHIP, line -> line.chipNames().stream().anyMatch(pattern));
    kinds.put(By.CONSUMER, line -> line.consumer().filter(pattern).isPresent());
    for (Map.Entry<By, Predicate<L>> kind : kinds.entrySet()) {
      List<L> found = lines.stream().filter(kind.getValue()).toList();
      if (!found.isEmpty()) {
        return new LineMatch<>(kind.getKey(), found, "");
      }
    }
    return new LineMatch<>(By.NOTHING, List.of(), "");
  }

  /**
   * {@return the lines of a running system that a text refers to if no name matches}
   *
   * @param gpio the current chips
   * @param text as typed
   * @param listed makes a listed line
   * @param <L> the type of listed lines
   */
  public static <L> LineMatch<L> byOffset(
      LiveGpio gpio, String text, Function<LiveGpio.Place, L> listed) {
    LineResolution resolution = new LineResolver(gpio).resolve(text);
    if (resolution instanceof LineResolution.Found found) {
      return new LineMatch<>(By.OFFSET, found.places().stream().map(listed).toList(), "");
    }
    if (resolution instanceof LineResolution.Ambiguous ambiguous) {
      List<L> lines = ambiguous.candidates().stream().map(listed).toList();
      return new LineMatch<>(
          lines.isEmpty() ? By.NOTHING : By.OFFSET,
          lines,
          "several lines match \"%s\": all are listed".formatted(ambiguous.word()));
    }
    boolean word = text.chars().noneMatch(c -> Character.isWhitespace(c) || c == ':');
    String reason = word ? "" : ((LineResolution.NotFound) resolution).reason();
    return new LineMatch<>(By.NOTHING, List.of(), reason);
  }
}
