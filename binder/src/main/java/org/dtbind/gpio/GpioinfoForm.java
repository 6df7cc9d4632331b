// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.gpio;

import java.util.ArrayList;
import java.util.List;

/** Chips as {@code gpioinfo} of libgpiod 1.x prints them, byte by byte: scripts read that. */
public final class GpioinfoForm {

  /** {@code GPIO_MAX_NAME_SIZE - 1} of {@code <linux/gpio.h>}. */
  private static final int SHOWN = 31;

  private final StringBuilder out = new StringBuilder();
  private int over;

  private GpioinfoForm() {}

  /**
   * {@return the text, every line ended}
   *
   * @param chips that could be asked
   */
  public static String text(List<GpioChip> chips) {
    GpioinfoForm form = new GpioinfoForm();
    for (GpioChip chip : chips) {
      form.out.append(chip.name()).append(" - ").append(chip.lines().size()).append(" lines:\n");
      chip.lines().forEach(form::line);
    }
    return form.out.toString();
  }

  private void line(GpioLine line) {
    over = 0;
    out.append("\tline ");
    column(3, Integer.toString(line.offset()));
    out.append(": ");
    column(12, line.name().isEmpty() ? "unnamed" : quoted(shown(line.name())));
    out.append(' ');
    String consumer = line.consumer().map(GpioinfoForm::quoted).orElse("kernel");
    column(12, line.used() ? consumer : "unused");
    out.append(' ');
    column(8, line.direction() == GpioLine.Direction.INPUT ? "input " : "output ");
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

  /** Cuts a name where the kernel cuts it for gpioinfo. */
  private static String shown(String name) {
    return name.substring(0, Math.min(name.length(), SHOWN));
  }

  private static String quoted(String name) {
    return '"' + name + '"';
  }

  /** Right-aligns a text; one that is too long takes the room from the columns behind it. */
  private void column(int width, String text) {
    int room = width - text.length();
    if (room < 0) {
      over -= room;
    } else {
      int given = Math.min(over, room);
      over -= given;
      out.append(" ".repeat(room - given));
    }
    out.append(text);
  }
}
