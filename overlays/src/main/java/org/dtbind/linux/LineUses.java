// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.NodePath;
import org.dtbind.tree.PropertyValue;

/** Finds the lines that nodes ask for. */
public final class LineUses {

  private LineUses() {}

  /**
   * {@return every line that a node of the tree asks for, in the order of the tree; entries whose
   * phandle leads to no GPIO controller end their property's list}
   *
   * @param tree with phandles in it
   */
  public static List<LineUse> of(DeviceTree tree) {
    Map<Integer, NodePath> phandles = new HashMap<>();
    tree.forEach((path, node) -> node.phandle().ifPresent(p -> phandles.putIfAbsent(p, path)));
    List<LineUse> uses = new ArrayList<>();
    tree.forEach(
        (path, node) -> {
          if (node.property("gpio-hog").isPresent()) {
            uses.addAll(hogged(tree, path, node));
          } else {
            for (DtProperty property : node.properties()) {
              if (asksForLines(property.name())) {
                uses.addAll(asked(tree, phandles, path, property));
              }
            }
          }
        });
    return uses;
  }

  /**
   * {@return whether a property of that name lists GPIO lines (drivers/of/property.c, {@code
   * parse_gpios()})}
   *
   * @param property its name
   */
  public static boolean asksForLines(String property) {
    return !property.endsWith("nr-gpios")
        && (property.equals("gpios")
            || property.equals("gpio")
            || property.endsWith("-gpios")
            || property.endsWith("-gpio"));
  }

  private static List<LineUse> asked(
      DeviceTree tree, Map<Integer, NodePath> phandles, NodePath path, DtProperty property) {
    List<Integer> cells = property.value().cells().orElse(List.of());
    List<LineUse> uses = new ArrayList<>();
    int index = 0;
    for (int at = 0; at < cells.size(); index++) {
      int phandle = cells.get(at);
      if (phandle == 0) {
        // An empty entry: it counts, and has no cells (of_phandle_iterator_next()).
        at++;
        continue;
      }
      Optional<NodePath> controller = Optional.ofNullable(phandles.get(phandle));
      int width = controller.flatMap(tree::node).flatMap(LineUses::gpioCells).orElse(-1);
      if (controller.isEmpty() || width < 0 || at + 1 + width > cells.size()) {
        break;
      }
      List<Integer> specifier = cells.subList(at + 1, at + 1 + width);
      uses.add(new LineUse(path, property.name(), index, controller.get(), specifier, false));
      at += 1 + width;
    }
    return uses;
  }

  /** A hog's {@code gpios} holds specifiers without phandles (gpiolib-of.c). */
  private static List<LineUse> hogged(DeviceTree tree, NodePath path, DtNode node) {
    int width = tree.node(path.parent()).flatMap(LineUses::gpioCells).orElse(0);
    List<Integer> cells = node.value("gpios").flatMap(PropertyValue::cells).orElse(List.of());
    List<LineUse> uses = new ArrayList<>();
    for (int at = 0; width > 0 && at + width <= cells.size(); at += width) {
      List<Integer> specifier = cells.subList(at, at + width);
      uses.add(new LineUse(path, "gpios", at / width, path.parent(), specifier, true));
    }
    return uses;
  }

  static Optional<Integer> gpioCells(DtNode node) {
    return node.value("#gpio-cells").flatMap(PropertyValue::cell).filter(n -> n >= 0 && n <= 16);
  }
}
