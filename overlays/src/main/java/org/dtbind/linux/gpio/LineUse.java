// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux.gpio;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;

/**
 * A line that a node asks for: an entry of {@code gpios}, {@code gpio}, {@code *-gpios} or {@code
 * *-gpio}.
 *
 * @param node the node that asks; for a hog, the hog
 * @param property in which it asks
 * @param index of the entry, from 0
 * @param line which one it asks for
 * @param cells of the specifier, without the phandle: {@code #gpio-cells} of them
 * @param hog whether the controller takes the line for itself when it comes up ({@code gpio-hog})
 */
public record LineUse(
    NodePath node, String property, int index, LineRef line, List<Integer> cells, boolean hog) {

  /** Their specifiers count lines from 1. */
  private static final Pattern FROM_ONE = Pattern.compile("qcom,(spmi|ssbi)-(gpio|mpp)");

  /** Their specifiers number ports, with room for eight pins in each, and ports have fewer. */
  private static final Pattern BY_PORT =
      Pattern.compile("nvidia,tegra(186|194|234|241)-gpio(-aon)?");

  /** Copies the list. */
  public LineUse {
    cells = List.copyOf(cells);
  }

  /**
   * The line that a specifier names: its first cell of one or two, as {@code
   * of_gpio_simple_xlate()} has it (drivers/gpio/gpiolib-of.c), but for the drivers that have an
   * {@code of_xlate} of their own (pinctrl-spmi-gpio.c, pinctrl-ssbi-gpio.c, gpio-tegra186.c). -1
   * where it is not known: specifiers of three or more cells name a bank first, in a way of the
   * driver's own.
   */
  static int offset(DtNode controller, List<Integer> cells) {
    List<String> compatible = controller.compatible();
    if (cells.isEmpty() || cells.size() > 2 || isOne(BY_PORT, compatible)) {
      return -1;
    }
    return isOne(FROM_ONE, compatible) ? cells.get(0) - 1 : cells.get(0);
  }

  private static boolean isOne(Pattern drivers, List<String> compatible) {
    return compatible.stream().anyMatch(name -> drivers.matcher(name).matches());
  }

  /** {@return the node whose line it is} */
  public NodePath controller() {
    return line.controller();
  }

  /** {@return the line in its controller; -1 where only the driver knows} */
  public int offset() {
    return line.offset();
  }

  /**
   * {@return the flags in the last cell of two or three (drivers/gpio/gpiolib-of.c, {@code
   * of_gpio_simple_xlate()}, {@code of_gpio_threecell_xlate()}); none if there are others}
   */
  public Set<LineFlag> flags() {
    return cells.size() < 2 || cells.size() > 3
        ? Set.of()
        : LineFlag.fromCell(cells.get(cells.size() - 1));
  }
}
