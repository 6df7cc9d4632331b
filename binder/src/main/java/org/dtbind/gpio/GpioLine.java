// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.gpio;

import java.util.Optional;
import org.dtbind.kernel.LineInfo;
import org.dtbind.source.Bytes;

/**
 * A line of a GPIO chip.
 *
 * @param info the report of the kernel, byte by byte
 * @param offset the number of the line in its chip, from 0
 * @param name the complete name; empty if the line has none
 * @param used whether the kernel or a program uses the line
 * @param consumer the user of the line; empty if it has none or the kernel does not report it
 * @param activeLow whether the line is asserted when it is low
 * @param drive how an output is driven
 * @param bias how the line is pulled
 */
public record GpioLine(
    LineInfo info,
    int offset,
    String name,
    Direction direction,
    boolean used,
    Optional<String> consumer,
    boolean activeLow,
    Drive drive,
    Bias bias) {

  /** The direction of a line. */
  public enum Direction {
    /** The line is an input. */
    INPUT,
    /** The line is an output. */
    OUTPUT;

    /** {@return {@code input} or {@code output}} */
    public String text() {
      return this == INPUT ? "input" : "output";
    }
  }

  /** How an output is driven. */
  public enum Drive {
    /** Push-pull. */
    PUSH_PULL,
    /** Open drain: driven low, otherwise floating. */
    OPEN_DRAIN,
    /** Open source: driven high, otherwise floating. */
    OPEN_SOURCE
  }

  /** How a line is pulled. */
  public enum Bias {
    /** The bias is not known; Linux has not changed it. */
    AS_IS,
    /** Pulled up. */
    PULL_UP,
    /** Pulled down. */
    PULL_DOWN,
    /** Not pulled. */
    DISABLED
  }

  // enum gpio_v2_line_flag
  private static final long USED = 1;
  private static final long ACTIVE_LOW = 1 << 1;
  private static final long OUTPUT = 1 << 3;
  private static final long OPEN_DRAIN = 1 << 6;
  private static final long OPEN_SOURCE = 1 << 7;
  private static final long BIAS_PULL_UP = 1 << 8;
  private static final long BIAS_PULL_DOWN = 1 << 9;
  private static final long BIAS_DISABLED = 1 << 10;

  /**
   * {@return a line from the report of the kernel}
   *
   * @param info the kernel's report, whose name may be truncated
   * @param name the line's complete name, in UTF-8 like all strings of devicetrees
   */
  public static GpioLine fromUapi(LineInfo info, Bytes name) {
    long flags = info.flags();
    return new GpioLine(
        info,
        info.offset(),
        name.utf8(),
        (flags & OUTPUT) != 0 ? Direction.OUTPUT : Direction.INPUT,
        (flags & USED) != 0,
        info.consumer().isEmpty() ? Optional.empty() : Optional.of(info.consumer().utf8()),
        (flags & ACTIVE_LOW) != 0,
        drive(flags),
        bias(flags));
  }

  private static Drive drive(long flags) {
    if ((flags & OPEN_DRAIN) != 0) {
      return Drive.OPEN_DRAIN;
    }
    return (flags & OPEN_SOURCE) != 0 ? Drive.OPEN_SOURCE : Drive.PUSH_PULL;
  }

  private static Bias bias(long flags) {
    if ((flags & BIAS_PULL_UP) != 0) {
      return Bias.PULL_UP;
    }
    if ((flags & BIAS_PULL_DOWN) != 0) {
      return Bias.PULL_DOWN;
    }
    return (flags & BIAS_DISABLED) != 0 ? Bias.DISABLED : Bias.AS_IS;
  }
}
