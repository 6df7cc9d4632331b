// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Problem.Reason;
import org.dtbind.change.result.Result;
import org.dtbind.change.result.Result.Answer;
import org.dtbind.change.result.Result.Planned;
import org.dtbind.gpio.GpioChip;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.kernel.LineInfo;
import org.dtbind.source.Bytes;

/**
 * Determines how to address lines unambiguously to the kernel: by the chip's label and the offset
 * if no other chip has that label, otherwise by the line's name if no other line has it.
 *
 * @param gpio all chips and lines
 * @param backEnd the interface that is to create the aggregator
 * @param named the number of lines with each name
 */
public record LineKeys(LiveGpio gpio, BackEnd backEnd, Map<Bytes, Long> named) {

  /** The limit of {@code new_device} on kernels with configfs (AGGREGATOR_MAX_GPIOS). */
  private static final int SYSFS_OFFSETS = 512;

  /** The replacement for bytes that are not UTF-8, whose values are lost. */
  private static final char UNKNOWN = '\uFFFD';

  /**
   * {@return an object that addresses lines of the given chips}
   *
   * @param gpio all chips and lines
   * @param backEnd the interface that is to create the aggregator
   */
  public static LineKeys of(LiveGpio gpio, BackEnd backEnd) {
    Map<Bytes, Long> named =
        gpio.places().stream()
            .collect(
                Collectors.groupingBy(place -> place.line().info().name(), Collectors.counting()));
    return new LineKeys(gpio, backEnd, named);
  }

  /**
   * {@return the lines as passed to the kernel, in the order of the places; a rejection if one of
   * them cannot be addressed}
   *
   * @param places the lines to address
   */
  public Answer<List<SourceLine>> of(List<LiveGpio.Place> places) {
    List<SourceLine> lines = new ArrayList<>();
    for (LiveGpio.Place place : places) {
      List<String> reasons = new ArrayList<>();
      Optional<SourceLine> line = byLabel(place, reasons).or(() -> byName(place, reasons));
      if (line.isEmpty()) {
        return Result.rejected(
            Problem.of(
                    Reason.UNSUPPORTED, "gpio-aggregator cannot address " + LineTexts.text(place))
                .details(reasons)
                .help("give the line a unique name (gpio-line-names), or the chip a unique label"));
      }
      lines.add(line.get());
    }
    return new Planned<>(List.copyOf(lines), List.of());
  }

  private Optional<SourceLine> byLabel(LiveGpio.Place place, List<String> reasons) {
    GpioChip chip = place.chip();
    String shown = chip.label().orElse("");
    Optional<Bytes> label = fullLabel(chip, shown);
    List<String> same =
        gpio.chips().stream()
            .filter(other -> other.label().filter(shown::equals).isPresent())
            .map(GpioChip::name)
            .toList();
    int offset = place.line().offset();
    if (same.size() > 1) {
      reasons.add(
          "%2$d chips have the label \"%1$s\": %3$s"
              .formatted(shown, same.size(), String.join(", ", same)));
    } else if (label.isEmpty()) {
      reasons.add("the kernel shows only part of the label of " + chip.text());
    } else if (!isWritable(label.get())) {
      reasons.add("the label \"%s\" cannot be written: %s".formatted(shown, rule()));
    } else if (backEnd == BackEnd.SYSFS && offset >= SYSFS_OFFSETS && byName(place).isPresent()) {
      reasons.add("not every kernel accepts offset %d".formatted(offset));
    } else {
      return Optional.of(SourceLine.at(label.get(), offset, name(place).orElse(Bytes.empty())));
    }
    return Optional.empty();
  }

  private Optional<SourceLine> byName(LiveGpio.Place place, List<String> reasons) {
    Bytes shown = place.line().info().name();
    long same = named.getOrDefault(shown, 0L);
    if (shown.isEmpty()) {
      reasons.add("the line has no name");
    } else if (same > 1) {
      reasons.add("%d lines are named \"%s\"".formatted(same, place.line().name()));
    } else if (name(place).isEmpty()) {
      reasons.add("the kernel shows only part of the name \"%s\"".formatted(shown.utf8()));
    } else if (byName(place).isEmpty()) {
      reasons.add("the name \"%s\" cannot be written: %s".formatted(place.line().name(), rule()));
    }
    return byName(place);
  }

  private Optional<SourceLine> byName(LiveGpio.Place place) {
    Bytes shown = place.line().info().name();
    boolean single = named.getOrDefault(shown, 0L) == 1;
    return name(place)
        .filter(name -> single && !name.isEmpty() && isWritable(name))
        .map(SourceLine::named);
  }

  private boolean isWritable(Bytes text) {
    return backEnd == BackEnd.CONFIGFS
        ? !text.isEmpty() && KernelText.trimmed(text).equals(text)
        : NewDeviceText.isWritable(text);
  }

  private String rule() {
    return backEnd == BackEnd.CONFIGFS
        ? "the kernel removes leading and trailing spaces"
        : "the kernel splits words at = and at some quotation marks";
  }

  /**
   * The complete label: as shown if it cannot be truncated, else the device's name if it begins so.
   */
  private static Optional<Bytes> fullLabel(GpioChip chip, String shown) {
    if (shown.isEmpty() || shown.indexOf(UNKNOWN) >= 0) {
      return Optional.empty();
    }
    Optional<Bytes> whole = Optional.of(Bytes.utf8(shown));
    return whole.get().length() < LineInfo.SHOWN
        ? whole
        : chip.parent().filter(name -> name.startsWith(shown)).map(Bytes::utf8);
  }

  /** The complete name; empty if the kernel may have truncated it. */
  private static Optional<Bytes> name(LiveGpio.Place place) {
    Bytes shown = place.line().info().name();
    if (shown.length() < LineInfo.SHOWN) {
      return Optional.of(shown);
    }
    // The complete name comes from the devicetree.
    boolean known = place.chip().node().isPresent() && place.line().name().indexOf(UNKNOWN) < 0;
    return known ? Optional.of(Bytes.utf8(place.line().name())) : Optional.empty();
  }
}
