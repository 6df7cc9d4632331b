// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.gpio;

import java.util.ArrayList;
import java.util.List;
import org.dtbind.source.Bytes;

/**
 * Prints chips like {@code gpioinfo} of libgpiod 1.x, byte by byte, because scripts read this
 * output.
 */
public final class GpioinfoForm {

  /**
   * Characters from U+0000 to U+00FF, each of which stands for a byte: the kernel may truncate a
   * name inside a UTF-8 character.
   */
  private final StringBuilder out = new StringBuilder();

  /**
   * Whether a column of the current line was too long: gpioinfo does not align the columns after
   * it.
   */
  private boolean over;

  private GpioinfoForm() {}

  /** {@return the output of {@code gpioinfo}, with a newline after each line} */
  public static Bytes text(List<GpioChip> chips) {
    GpioinfoForm form = new GpioinfoForm();
    for (GpioChip chip : chips) {
      form.out.append(chip.name()).append(" - ").append(chip.lines().size()).append(" lines:\n");
      chip.lines().forEach(form::line);
    }
    return Bytes.latin1(form.out.toString());
  }

  private void line(GpioLine line) {
    over = false;
    out.append("\tline ");
    column(3, Integer.toString(line.offset()));
    out.append(": ");
    column(12, line.name().isEmpty() ? "unnamed" : quoted(line.info().name()));
    out.append(' ');
    column(12, line.used() ? consumer(line.info().consumer()) : "unused");
    out.append(' ');
    column(8, line.direction().text() + " ");
    column(13, line.activeLow() ? "active-low " : "active-high ");
    List<String> flags = flags(line);
    if (!flags.isEmpty()) {
      out.append('[').append(String.join(" ", flags)).append(']');
    }
    out.append('\n');
  }

  private static List<String> flags(GpioLine line) {
    List<String> flags = new ArrayList<>();
    if (line.used()) {
      flags.add("used");
    }
    switch (line.drive()) {
      case OPEN_DRAIN -> flags.add("open-drain");
      case OPEN_SOURCE -> flags.add("open-source");
      case PUSH_PULL -> {}
    }
    switch (line.bias()) {
      case PULL_UP -> flags.add("pull-up");
      case PULL_DOWN -> flags.add("pull-down");
      case DISABLED -> flags.add("bias-disabled");
      case AS_IS -> {}
    }
    return flags;
  }

  private static String consumer(Bytes name) {
    return name.isEmpty() ? "kernel" : quoted(name);
  }

  private static String quoted(Bytes name) {
    return '"' + name.latin1() + '"';
  }

  /**
   * Right-aligns a text by its number of bytes, unless it or an earlier text in the line is too
   * long.
   */
  private void column(int width, String text) {
    over |= text.length() > width;
    out.append(over ? "" : " ".repeat(width - text.length())).append(text);
  }
}
