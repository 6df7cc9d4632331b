// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux.gpio;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dtbind.linux.GpioHog;
import org.dtbind.linux.InterruptUse;
import org.dtbind.linux.PhandleEntries;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.NodePath;

/** Finds the lines that nodes request, or use as interrupts. */
public final class LineUses {

  private static final Pattern ASPEED_SERIAL = Pattern.compile("aspeed,ast[0-9]+-sgpiom?");

  private LineUses() {}

  /**
   * {@return every line that an available node of the tree requests, in the order of the tree. An
   * entry whose phandle refers to no GPIO controller ends the list of its property; entries that a
   * {@code gpio-map} does not map are omitted}
   */
  public static List<LineUse> of(DeviceTree tree) {
    LineNexus nexus = LineNexus.of(tree);
    List<LineUse> uses = new ArrayList<>();
    forEachAvailable(
        tree,
        (path, node, parent) -> {
          if (GpioHog.is(node, parent)) {
            uses.addAll(hogged(nexus, path, node, parent));
          } else {
            for (DtProperty property : node.properties()) {
              if (asksForLines(property.name())) {
                ActiveLevel level = new ActiveLevel(node, parent, property.name());
                boolean aggregated = nexus.aggregated(node).filter(property::equals).isPresent();
                uses.addAll(asked(nexus, path, property, level, aggregated));
              }
            }
          }
        });
    return uses;
  }

  /**
   * {@return every line of a GPIO controller that is an interrupt of an available node, in the
   * order of the tree}
   */
  public static List<LineUse> interrupts(DeviceTree tree) {
    Map<NodePath, DtNode> nodes = new HashMap<>();
    tree.forEach(nodes::put);
    Map<Integer, NodePath> phandles = tree.phandles();
    List<LineUse> uses = new ArrayList<>();
    forEachAvailable(
        tree,
        (path, node, parent) ->
            uses.addAll(
                interrupts(
                    path,
                    at -> Optional.ofNullable(nodes.get(at)),
                    phandle -> Optional.ofNullable(phandles.get(phandle)))));
    return uses;
  }

  /**
   * {@return the lines of GPIO controllers that are interrupts of a node, for controllers with two
   * interrupt cells: the number of the line, as in a specifier of the line, and the trigger type}
   *
   * @param phandles finds the path of the node that has a phandle
   */
  public static List<LineUse> interrupts(
      NodePath path,
      Function<NodePath, Optional<DtNode>> nodes,
      IntFunction<Optional<NodePath>> phandles) {
    boolean extended =
        nodes.apply(path).flatMap(node -> node.property("interrupts-extended")).isPresent();
    String property = extended ? "interrupts-extended" : "interrupts";
    List<LineUse> uses = new ArrayList<>();
    for (InterruptUse use : InterruptUse.of(path, nodes, phandles)) {
      Optional<DtNode> controller = nodes.apply(use.controller());
      if (use.cells().size() == 2
          && controller.flatMap(node -> node.property("gpio-controller")).isPresent()) {
        Optional<Integer> offset = LineNumbers.of(controller.get()).offset(use.cells());
        LineRef line = new LineRef(use.controller(), offset);
        uses.add(
            new LineUse(path, property, use.index(), 0, line, use.cells(), false, false, Set.of()));
      }
    }
    return uses;
  }

  /**
   * {@return whether a property with this name lists GPIO lines (drivers/of/property.c, {@code
   * parse_gpios()})}
   */
  public static boolean asksForLines(String property) {
    // Numbers of lines.
    return !property.endsWith("nr-gpios")
        && !property.endsWith("num-gpios")
        && (property.equals("gpios")
            || property.equals("gpio")
            || property.endsWith("-gpios")
            || property.endsWith("-gpio"));
  }

  /**
   * {@return whether a node lists lines without a function, of which gpio-aggregator would make a
   * chip if it were bound to the node. The lines may be those of another driver, or malformed}
   */
  public static boolean canBeAggregated(DtNode node) {
    return !withoutFunction(node).isEmpty();
  }

  /**
   * Returns the properties with entries in which Linux searches for lines without a function, such
   * as {@code reset}, in its order (drivers/gpio/gpiolib.h, {@code gpio_suffixes}).
   */
  static List<DtProperty> withoutFunction(DtNode node) {
    return Stream.of("gpios", "gpio")
        .flatMap(name -> node.property(name).stream())
        .filter(list -> list.value().cells().filter(cells -> !cells.isEmpty()).isPresent())
        .toList();
  }

  /**
   * {@return whether the first cell of a specifier of one or two cells is the offset of the line}
   *
   * @param controller the node of a GPIO controller
   */
  public static boolean countsFromZero(DtNode controller) {
    return controller.property("gpio-controller").isPresent()
        && LineNumbers.of(controller) == LineNumbers.FROM_ZERO;
  }

  /**
   * {@return whether a line's number is 2<sup>31</sup> or more, which no controller has
   * (drivers/gpio/gpiolib-of.c, {@code of_gpio_simple_xlate()}, compares without a sign)}
   *
   * @param use a use whose offset is unknown if this is so
   */
  public static boolean isBeyondAll(LineUse use, DtNode controller) {
    return use.offset().isEmpty()
        && LineNumbers.of(controller) == LineNumbers.FROM_ZERO
        && (use.cells().size() == 1 || use.cells().size() == 2)
        && use.cells().get(0) < 0;
  }

  private static List<LineUse> asked(
      LineNexus nexus, NodePath path, DtProperty property, ActiveLevel level, boolean aggregated) {
    List<PhandleEntries.Entry> entries =
        nexus.entries(property.value().cells().orElse(List.of())).entries();
    List<LineUse> uses = new ArrayList<>();
    for (int index = 0; index < entries.size(); index++) {
      Optional<LineNexus.Target> target = nexus.target(entries.get(index));
      if (target.isPresent()) {
        int start = entries.get(index).at() * Integer.BYTES;
        LineRef line = target.get().line();
        List<Integer> own = target.get().cells();
        Set<LineFlag> flags = level.flags(index, LineUse.written(own));
        uses.add(
            new LineUse(path, property.name(), index, start, line, own, false, aggregated, flags));
      }
    }
    return uses;
  }

  /** Receives a node and its parent; the root is its own parent. */
  interface Visitor {
    void visit(NodePath path, DtNode node, DtNode parent);
  }

  /**
   * Calls the visitor for each node that is not disabled and has no disabled node above it, and may
   * describe hardware.
   */
  static void forEachAvailable(DeviceTree tree, Visitor visitor) {
    forEachAvailable(NodePath.ROOT, tree.root(), tree.root(), visitor);
  }

  private static void forEachAvailable(NodePath path, DtNode node, DtNode parent, Visitor visitor) {
    if (node.isAvailable() && path.mayDescribeHardware()) {
      visitor.visit(path, node, parent);
      for (DtNode child : node.children()) {
        forEachAvailable(path.child(child.name()), child, node, visitor);
      }
    }
  }

  /**
   * Returns the lines in a hog's {@code gpios}, which holds specifiers without phandles. The kernel
   * ignores a hog that does not specify a state (drivers/gpio/gpiolib-of.c, {@code
   * of_parse_own_gpio()}).
   */
  private static List<LineUse> hogged(
      LineNexus nexus, NodePath path, DtNode node, DtNode controller) {
    int width = gpioCells(controller).orElse(0);
    List<Integer> cells = GpioHog.states(node).isEmpty() ? List.<Integer>of() : node.cells("gpios");
    List<LineUse> uses = new ArrayList<>();
    for (int at = 0; width > 0 && at + width <= cells.size(); at += width) {
      List<Integer> specifier = cells.subList(at, at + width);
      LineRef line = new LineRef(path.parent(), nexus.offset(path.parent(), specifier));
      int start = at * Integer.BYTES;
      uses.add(
          new LineUse(
              path,
              "gpios",
              at / width,
              start,
              line,
              specifier,
              true,
              false,
              LineUse.written(specifier)));
    }
    return uses;
  }

  /**
   * {@return the number of lines that {@code ngpios} specifies; empty without this property, or if
   * its value is 2<sup>31</sup> or more. For Aspeed's serial GPIO controllers, the property is the
   * number of pins, each of which is an input and an output line (drivers/gpio/gpio-aspeed-sgpio.c,
   * {@code aspeed_sgpio_probe()})}
   *
   * @param controller the node of a GPIO controller
   */
  public static Optional<Integer> ngpios(DtNode controller) {
    boolean pairs = controller.compatible().stream().anyMatch(ASPEED_SERIAL.asMatchPredicate());
    return controller
        .cell("ngpios")
        .filter(pins -> pins >= 0 && (!pairs || pins <= Integer.MAX_VALUE / 2))
        .map(pins -> pairs ? pins * 2 : pins);
  }

  static Optional<Integer> gpioCells(DtNode node) {
    return node.cell("#gpio-cells").filter(n -> n >= 0 && n <= 16);
  }
}
