// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.gpio;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.dtbind.diag.Nearest;
import org.dtbind.gpio.LineArgument.Named;
import org.dtbind.gpio.LineArgument.OnChip;
import org.dtbind.gpio.LineMatch.By;
import org.dtbind.gpio.LineResolution.Ambiguous;
import org.dtbind.gpio.LineResolution.Found;
import org.dtbind.gpio.LineResolution.NotFound;

/**
 * Finds the lines that a text refers to, in the order of {@link By}: the exact name of a line; the
 * devicetree node of a chip, which refers to all of its lines; and offsets, as {@code
 * LABEL:OFFSETS}, or as words in the format of {@code new_device} or in the format of 2019; see
 * {@link LineArgument}. Before offsets, a chip is named by its label, {@code gpiochipN}, {@code
 * /dev/gpiochipN} or its node.
 *
 * @param gpio the current chips; lines of unreadable chips are not found
 */
public record LineResolver(LiveGpio gpio) {

  /**
   * {@return the lines that a text refers to}
   *
   * @param text text in a format of {@link LineArgument}
   */
  public LineResolution resolve(String text) {
    return named(text).orElseGet(() -> byOffset(text));
  }

  /**
   * {@return the listed lines whose offsets a text contains}
   *
   * @param text text in a format of {@link LineArgument}, which no name matches
   */
  public <L> LineMatch<L> byOffset(String text, Function<LiveGpio.Place, L> listed) {
    LineResolution resolution = byOffset(text);
    if (resolution instanceof Found found) {
      return new LineMatch<>(By.OFFSET, found.places().stream().map(listed).toList(), "");
    }
    if (resolution instanceof Ambiguous ambiguous) {
      List<L> lines = ambiguous.candidates().stream().map(listed).toList();
      return new LineMatch<>(
          lines.isEmpty() ? By.NOTHING : By.OFFSET,
          lines,
          "several lines match \"%s\"; all of them are listed".formatted(ambiguous.word()));
    }
    boolean word = text.chars().noneMatch(c -> Character.isWhitespace(c) || c == ':');
    String reason = word ? "" : ((NotFound) resolution).reason();
    return new LineMatch<>(By.NOTHING, List.of(), reason);
  }

  private LineResolution byOffset(String text) {
    Optional<OnChip> lines = LineArgument.chipAndOffsets(text);
    if (lines.isPresent() && !chips(lines.get().chip()).isEmpty()) {
      return onChip(lines.get());
    }
    List<LineArgument> words = LineArgument.sequence(text);
    boolean single = words.size() == 1 && words.get(0) instanceof Named;
    if (words.isEmpty() || single) {
      return lines.map(this::onChip).orElseGet(() -> nothing(text));
    }
    List<LiveGpio.Place> all = new ArrayList<>();
    for (LineArgument word : words) {
      LineResolution one =
          word instanceof Named named
              ? named(named.name()).orElseGet(() -> nothing(named.name()))
              : onChip((OnChip) word);
      if (!(one instanceof Found found)) {
        return one;
      }
      all.addAll(found.places());
    }
    return new Found(all);
  }

  /**
   * {@return the lines of a chip}
   *
   * @param lines the chip as named by a user, and the offsets
   */
  public LineResolution resolve(OnChip lines) {
    return onChip(lines);
  }

  /** {@return the line with a name, or all lines of the chip of a node; empty if there are none} */
  private Optional<LineResolution> named(String name) {
    LineMatch<LiveGpio.Place> match =
        LineMatch.first(
            gpio.places(),
            Map.of(
                By.LINE, place -> !name.isEmpty() && place.line().name().equals(name),
                By.CHIP, place -> isOf(place.chip(), name)));
    return switch (match.by()) {
      case LINE ->
          Optional.of(
              match.lines().size() == 1
                  ? new Found(match.lines())
                  : new Ambiguous(name, match.lines(), List.of()));
      case CHIP -> Optional.of(new Found(match.lines()));
      case CONSUMER, OFFSET, NOTHING -> Optional.empty();
    };
  }

  private List<GpioChip> chips(String wanted) {
    List<GpioChip> labelled =
        gpio.chips().stream().filter(c -> c.label().filter(wanted::equals).isPresent()).toList();
    return labelled.isEmpty()
        ? gpio.chips().stream().filter(chip -> isCalled(chip, wanted)).toList()
        : labelled;
  }

  private static boolean isCalled(GpioChip chip, String wanted) {
    return chip.name().equals(wanted) || chip.device().equals(wanted) || isOf(chip, wanted);
  }

  private static boolean isOf(GpioChip chip, String node) {
    return chip.node().filter(path -> path.text().equals(node)).isPresent();
  }

  private LineResolution onChip(OnChip lines) {
    List<GpioChip> chips = chips(lines.chip());
    if (chips.isEmpty()) {
      return new NotFound(
          "no GPIO chip has the label \"" + lines.chip() + "\"", near(lines.chip()));
    }
    List<LiveGpio.Place> places = new ArrayList<>();
    for (GpioChip chip : chips) {
      for (int offset : lines.offsets()) {
        if (offset < chip.lines().size()) {
          places.add(new LiveGpio.Place(chip, chip.lines().get(offset)));
        } else if (chips.size() == 1) {
          return new NotFound(
              chip.unreadable()
                  .map(why -> why.text())
                  .orElse(
                      "line %4$d does not exist: %1$s has %2$d lines (0 to %3$d)"
                          .formatted(
                              chip.text(), chip.lines().size(), chip.lines().size() - 1, offset)),
              List.of());
        }
      }
    }
    if (places.isEmpty()) {
      return new NotFound(
          "none of the %d chips with the label \"%s\" has line %d"
              .formatted(chips.size(), lines.chip(), lines.offsets().get(0)),
          List.of());
    }
    return chips.size() == 1 ? new Found(places) : new Ambiguous(lines.chip(), places, chips);
  }

  private NotFound nothing(String word) {
    String message = "no line is named \"" + word + "\"";
    return chips(word.indexOf(':') < 0 ? word : word.substring(0, word.indexOf(':'))).isEmpty()
        ? new NotFound(message, near(word))
        : new NotFound(message + "; to specify a line of a chip, use CHIP:OFFSET", List.of());
  }

  private List<String> near(String word) {
    Set<String> names = new LinkedHashSet<>();
    gpio.places().forEach(place -> names.add(place.line().name()));
    gpio.chips().forEach(chip -> chip.label().ifPresent(names::add));
    names.remove("");
    return Nearest.to(word, names);
  }
}
