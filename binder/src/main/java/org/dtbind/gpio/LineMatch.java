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
 * The lines that a pattern matches. The pattern is tried in this order until it matches lines: as a
 * line name; as a chip name, for all lines of the chip; as a consumer; and, in a running system, as
 * text for {@link LineResolver}.
 *
 * @param by how the pattern was interpreted
 * @param lines the lines that it matches
 * @param reason why there are no lines, or why there are several if one was expected; may be empty
 * @param <L> the type of the listed lines
 */
public record LineMatch<L>(By by, List<L> lines, String reason) {

  /** Copies the list. */
  public LineMatch {
    lines = List.copyOf(lines);
  }

  /** How a pattern is interpreted. */
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

  /** The names of a line that a pattern can match. */
  public interface Named {
    /** {@return the name of the line; empty if it has none} */
    String name();

    /** {@return all names of the line's chip} */
    List<String> chipNames();

    /** {@return the consumer of the line; empty if it has none} */
    Optional<String> consumer();
  }

  /**
   * {@return the lines that a pattern matches by name, chip or consumer}
   *
   * @param lines the lines to search
   * @param pattern tests a name
   * @param <L> the type of the listed lines
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
   * {@return the lines of a running system that a text refers to, for a text that matches no name}
   *
   * @param gpio the current chips
   * @param text the text as typed
   * @param listed converts a line to a listed line
   * @param <L> the type of the listed lines
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
          "several lines match \"%s\"; all of them are listed".formatted(ambiguous.word()));
    }
    boolean word = text.chars().noneMatch(c -> Character.isWhitespace(c) || c == ':');
    String reason = word ? "" : ((LineResolution.NotFound) resolution).reason();
    return new LineMatch<>(By.NOTHING, List.of(), reason);
  }
}
