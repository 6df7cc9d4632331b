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
 * The lines that a pattern means. The first of these that gives any lines counts: lines of that
 * name; else all of a chip of that name; else those that somebody of that name has; else, in a
 * running system, those that {@link LineResolver} finds.
 *
 * @param by as what the pattern was understood
 * @param lines those that it means
 * @param reason why there are none, or why there are several where one was meant; may be empty
 * @param <L> a line as it is listed
 */
public record LineMatch<L>(By by, List<L> lines, String reason) {

  /** Copies the list. */
  public LineMatch {
    lines = List.copyOf(lines);
  }

  /** What a pattern means. */
  public enum By {
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

  /** What lines are looked for by. */
  public interface Named {
    /** {@return the line's name; empty where it has none} */
    String name();

    /** {@return all that its chip is called} */
    List<String> chipNames();

    /** {@return who has it} */
    Optional<String> consumer();
  }

  /**
   * {@return what a pattern means among lines of a tree}
   *
   * @param lines to look among
   * @param pattern which names fit
   * @param <L> a line as it is listed
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
   * {@return the lines of a running system that a text means where no name fits}
   *
   * @param gpio the chips as they are
   * @param text as typed
   * @param listed makes a line as it is listed
   * @param <L> a line as it is listed
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
