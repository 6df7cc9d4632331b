// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.PropertyValue;

/**
 * Child nodes of a GPIO controller by which it requests lines itself (drivers/gpio/gpiolib-of.c,
 * {@code of_gpiochip_scan_gpios()}, {@code of_parse_own_gpio()}).
 */
public final class GpioHog {

  /** The properties that give the line of a hog its state; Linux uses the first one. */
  public static final List<String> STATES = List.of("input", "output-low", "output-high");

  private GpioHog() {}

  /**
   * {@return whether a node is a hog: a child of a controller with {@code gpio-hog}. Linux reads
   * {@code #gpio-cells} of the controller, and not {@code gpio-controller}
   * (drivers/gpio/gpiolib-of.c, {@code of_parse_own_gpio()})}
   */
  public static boolean is(DtNode node, DtNode parent) {
    return parent.property("#gpio-cells").isPresent() && node.property("gpio-hog").isPresent();
  }

  /**
   * {@return the states of a hog, of which Linux uses the first one. Linux ignores a hog without a
   * state}
   */
  public static List<String> states(DtNode hog) {
    return STATES.stream().filter(state -> hog.property(state).isPresent()).toList();
  }

  /**
   * {@return whether a node would be a hog if it had {@code gpio-hog}: a child of a controller
   * whose {@code gpios} has specifiers without phandles}
   */
  public static boolean isUnmarked(DtNode node, DtNode parent) {
    if (Stream.of("gpio-hog", "compatible").anyMatch(name -> node.property(name).isPresent())
        || states(node).isEmpty() && node.property("line-name").isEmpty()) {
      return false;
    }
    Optional<PropertyValue> gpios = node.value("gpios");
    int width = parent.cell("#gpio-cells").orElse(0);
    return width > 0
        && gpios
            .filter(value -> value.reference(0).isEmpty())
            .flatMap(PropertyValue::cells)
            .filter(cells -> !cells.isEmpty() && cells.size() % width == 0)
            .isPresent();
  }
}
