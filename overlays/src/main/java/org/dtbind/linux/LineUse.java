// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux;

import java.util.List;
import java.util.Set;
import org.dtbind.tree.NodePath;

/**
 * A line that a node asks for: an entry of {@code gpios}, {@code gpio}, {@code *-gpios} or {@code
 * *-gpio}.
 *
 * @param node the node that asks; for a hog, the hog
 * @param property in which it asks
 * @param index of the entry, from 0
 * @param controller the node whose line it is
 * @param cells of the specifier, without the phandle: {@code #gpio-cells} of them
 * @param hog whether the controller takes the line for itself when it comes up ({@code gpio-hog})
 */
public record LineUse(
    NodePath node,
    String property,
    int index,
    NodePath controller,
    List<Integer> cells,
    boolean hog) {

  /** Copies the list. */
  public LineUse {
    cells = List.copyOf(cells);
  }

  /**
   * {@return the line's offset in its controller: the first cell of one or two, as {@code
   * of_gpio_simple_xlate()} has it; -1 where it is not known: specifiers of three or more cells
   * name a bank first, in a way of the driver's own}
   */
  public int offset() {
    return cells.isEmpty() || cells.size() > 2 ? -1 : cells.get(0);
  }

  /**
   * {@return the flags in the last cell of two or three (drivers/gpio/gpiolib-of.c, {@code
   * of_gpio_simple_xlate()}, {@code of_gpio_threecell_xlate()}); none where there are others}
   */
  public Set<LineFlag> flags() {
    return cells.size() < 2 || cells.size() > 3
        ? Set.of()
        : LineFlag.fromCell(cells.get(cells.size() - 1));
  }
}
