// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.gpio;

import java.util.List;
import java.util.Optional;
import org.dtbind.kernel.LineInfo;
import org.dtbind.source.Bytes;

/**
 * Prints chips and lines like {@code gpioinfo} of libgpiod 2.x, byte by byte, because scripts read
 * this output. The reference is version 2.2.1, which prints the consumer of an unnamed line without
 * quotes; so does this class.
 */
public final class Gpioinfo2Form {

  /** The minimum width of the name column, in bytes including quotes. */
  private static final int NAME_WIDTH = 16;

  // enum gpio_v2_line_flag
  private static final long EDGE_RISING = 1 << 4;
  private static final long EDGE_FALLING = 1 << 5;
  private static final long CLOCK_REALTIME = 1 << 11;
  private static final long CLOCK_HTE = 1 << 12;

  private Gpioinfo2Form() {}

  /**
   * {@return the output of {@code gpioinfo} or {@code gpioinfo -c CHIP}, with a newline after each
   * line}
   *
   * @param chips readable chips; a chip without lines is not shown
   */
  public static Bytes chips(List<GpioChip> chips) {
    StringBuilder out = new StringBuilder();
    for (GpioChip chip : chips) {
      for (GpioLine line : chip.lines()) {
        if (line.offset() == 0) {
          out.append("%s - %d lines:\n".formatted(chip.name(), chip.lines().size()));
        }
        out.append("\tline %3d:\t".formatted(line.offset()));
        line(out, line);
      }
    }
    return Bytes.latin1(out.toString());
  }

  /**
   * {@return the output of {@code gpioinfo --strict LINE…}, with a newline after each line}
   *
   * @param places the lines, by chip and then by offset
   */
  public static Bytes lines(List<LiveGpio.Place> places) {
    StringBuilder out = new StringBuilder();
    for (LiveGpio.Place place : places) {
      out.append(place.chip().name()).append(' ').append(place.line().offset()).append('\t');
      line(out, place.line());
    }
    return Bytes.latin1(out.toString());
  }

  /** Appends characters from U+0000 to U+00FF, each of which stands for a byte. */
  private static void line(StringBuilder out, GpioLine line) {
    LineInfo info = line.info();
    boolean named = !info.name().isEmpty();
    String name = named ? '"' + info.name().latin1() + '"' : "unnamed";
    out.append(name).append(" ".repeat(Math.max(0, NAME_WIDTH - name.length()))).append('\t');
    out.append(line.direction().text());
    if (line.activeLow()) {
      out.append(" active-low");
    }
    attribute(out, "drive", drive(line));
    attribute(out, "bias", bias(line));
    attribute(out, "edges", edges(info.flags()));
    attribute(out, "event-clock", clock(info.flags()));
    attribute(out, "debounce-period", period(info.debounceMicros()));
    if (line.used()) {
      String consumer = info.consumer().isEmpty() ? "kernel" : info.consumer().latin1();
      attribute(out, "consumer", Optional.of(named ? '"' + consumer + '"' : consumer));
    }
    out.append('\n');
  }

  private static void attribute(StringBuilder out, String name, Optional<String> value) {
    value.ifPresent(text -> out.append(' ').append(name).append('=').append(text));
  }

  private static Optional<String> drive(GpioLine line) {
    return switch (line.drive()) {
      case OPEN_DRAIN -> Optional.of("open-drain");
      case OPEN_SOURCE -> Optional.of("open-source");
      case PUSH_PULL -> Optional.empty();
    };
  }

  private static Optional<String> bias(GpioLine line) {
    return switch (line.bias()) {
      case PULL_UP -> Optional.of("pull-up");
      case PULL_DOWN -> Optional.of("pull-down");
      case DISABLED -> Optional.of("disabled");
      case AS_IS -> Optional.empty();
    };
  }

  private static Optional<String> edges(long flags) {
    boolean rising = (flags & EDGE_RISING) != 0;
    boolean falling = (flags & EDGE_FALLING) != 0;
    if (rising && falling) {
      return Optional.of("both");
    }
    if (rising) {
      return Optional.of("rising");
    }
    return falling ? Optional.of("falling") : Optional.empty();
  }

  private static Optional<String> clock(long flags) {
    if ((flags & CLOCK_REALTIME) != 0) {
      return Optional.of("realtime");
    }
    return (flags & CLOCK_HTE) != 0 ? Optional.of("hte") : Optional.empty();
  }

  private static Optional<String> period(long micros) {
    if (micros == 0) {
      return Optional.empty();
    }
    if (micros % 1_000_000 == 0) {
      return Optional.of(micros / 1_000_000 + "s");
    }
    return Optional.of(micros % 1000 == 0 ? micros / 1000 + "ms" : micros + "us");
  }
}
