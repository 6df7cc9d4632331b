// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux.gpio;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;

/**
 * A line that a node requests (an entry of {@code gpios}, {@code gpio}, {@code *-gpios} or {@code
 * *-gpio}) or uses as an interrupt (an entry of {@code interrupts} or {@code interrupts-extended}).
 *
 * @param node path of the node that requests the line; for a hog, the hog itself
 * @param index index of the entry in the property, from 0; empty entries count
 * @param start position of the entry in the value of the property, in bytes; 0 for an interrupt
 * @param cells the specifier, without the phandle: as many cells as {@code #gpio-cells} says
 * @param hog whether the controller requests the line on registration ({@code gpio-hog})
 * @param aggregated whether gpio-aggregator would use the line if it were bound to the node
 * @param flags the flags that Linux uses; other properties may override those of the specifier. An
 *     interrupt has none
 */
public record LineUse(
    NodePath node,
    String property,
    int index,
    int start,
    LineRef line,
    List<Integer> cells,
    boolean hog,
    boolean aggregated,
    Set<LineFlag> flags) {

  /** Copies the list and the set. */
  public LineUse {
    cells = List.copyOf(cells);
    flags = Collections.unmodifiableSet(new LinkedHashSet<>(flags));
  }

  /** {@return whether the node has the line as an interrupt} */
  public boolean isInterrupt() {
    return property.startsWith("interrupts") && !LineUses.asksForLines(property);
  }

  public NodePath controller() {
    return line.controller();
  }

  /**
   * {@return the offset of the line in the controller, from 0; empty if only the driver knows it}
   */
  public Optional<Integer> offset() {
    return line.offset();
  }

  /**
   * {@return the property that alone decides whether the line is active high, such as {@code
   * enable-active-high} of a regulator, so that the flags of the specifier do not; empty if there
   * is none}
   */
  public Optional<String> decider(DtNode user) {
    return ActiveLevel.decider(user, property);
  }

  public Set<LineFlag> written() {
    return written(cells);
  }

  /**
   * Returns the flags in the last cell of a specifier of two or three cells
   * (drivers/gpio/gpiolib-of.c, {@code of_gpio_simple_xlate()}, {@code of_gpio_threecell_xlate()});
   * none for other specifiers.
   */
  static Set<LineFlag> written(List<Integer> cells) {
    return cells.size() < 2 || cells.size() > 3
        ? Set.of()
        : LineFlag.fromCell(cells.get(cells.size() - 1));
  }
}
