// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux.gpio;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.dtbind.linux.DeviceNames;
import org.dtbind.linux.gpio.GpioController.ChipKind;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;
import org.dtbind.tree.PropertyValue;

/**
 * The GPIO chips and lines that a tree describes.
 *
 * @param controllers available nodes that become chips, in the order of the tree
 * @param lines lines that have a name or a user, by controller and then by offset; for each
 *     controller, lines with an unknown offset come first
 */
public record GpioTree(List<GpioController> controllers, List<TreeLine> lines) {

  /** Copies the lists. */
  public GpioTree {
    controllers = List.copyOf(controllers);
    lines = List.copyOf(lines);
  }

  /**
   * {@return the GPIO chips and lines of a tree}
   *
   * @param tree a base, with phandles
   */
  public static GpioTree of(DeviceTree tree) {
    List<LineUse> uses = new ArrayList<>(LineUses.of(tree));
    List<GpioController> controllers = controllersOf(tree, uses);
    Map<NodePath, List<LineUse>> byController = new HashMap<>();
    uses.addAll(LineUses.interrupts(tree));
    for (LineUse use : uses) {
      byController.computeIfAbsent(use.controller(), path -> new ArrayList<>()).add(use);
    }
    List<TreeLine> lines = new ArrayList<>();
    for (GpioController controller : controllers) {
      // No node can refer to lines of an aggregator: its node is not a controller in the tree.
      lines.addAll(lines(controller, byController.getOrDefault(controller.node(), List.of())));
    }
    return new GpioTree(controllers, lines);
  }

  /**
   * {@return the GPIO chips of a tree, without their lines}
   *
   * @param tree a base, with phandles
   */
  public static List<GpioController> controllersOf(DeviceTree tree) {
    return controllersOf(tree, LineUses.of(tree));
  }

  private static List<GpioController> controllersOf(DeviceTree tree, List<LineUse> uses) {
    List<GpioController> controllers = new ArrayList<>();
    DeviceNames names = new DeviceNames(tree);
    Map<NodePath, Integer> sources = new HashMap<>();
    for (LineUse use : uses) {
      if (use.aggregated()) {
        sources.merge(use.node(), 1, Integer::sum);
      }
    }
    LineUses.forEachAvailable(
        tree,
        (path, node, parent) ->
            controller(parent, names, path, node, sources.getOrDefault(path, 0))
                .ifPresent(controllers::add));
    return controllers;
  }

  /**
   * {@return all lines with a name; Linux does not require names to be unique}
   *
   * @param name the exact name
   */
  public List<TreeLine> named(String name) {
    return lines.stream().filter(line -> line.name().equals(name)).toList();
  }

  /**
   * {@return the same chips and lines, with the numbers of lines that are not in the tree}
   *
   * @param count returns the number of lines of a controller; empty if it is unknown
   */
  public GpioTree counted(Function<NodePath, Optional<Integer>> count) {
    Map<NodePath, GpioController> counted = new HashMap<>();
    for (GpioController controller : controllers) {
      if (controller.lines().isEmpty()) {
        count
            .apply(controller.node())
            .ifPresent(lines -> counted.put(controller.node(), controller.with(lines)));
      }
    }
    UnaryOperator<GpioController> withCount =
        controller -> counted.getOrDefault(controller.node(), controller);
    return new GpioTree(
        controllers.stream().map(withCount).toList(),
        lines.stream().map(line -> line.with(withCount.apply(line.controller()))).toList());
  }

  private static Optional<GpioController> controller(
      DtNode parent, DeviceNames devices, NodePath path, DtNode node, int own) {
    List<LineRange> reserved = LineRange.reserved(node);
    List<String> names = node.strings("gpio-line-names");
    OptionalInt cells = LineUses.gpioCells(node).stream().mapToInt(n -> n).findFirst();
    OptionalInt ngpios = LineUses.ngpios(node).stream().mapToInt(n -> n).findFirst();
    if (parent.compatible().contains("gpio-simulator")) {
      // Without the property, Linux 6.1 creates the label DEVICE-NODE and 7.2 DEVICE:NODE, which
      // the tree does not determine.
      Optional<String> label =
          node.value("gpio-sim,label").flatMap(PropertyValue::strings).map(list -> list.get(0));
      return Optional.of(
          new GpioController(path, ChipKind.SIMULATED, label, cells, ngpios, names, reserved));
    }
    if (node.property("gpio-controller").isPresent()) {
      return Optional.of(
          new GpioController(
              path, ChipKind.CONTROLLER, Optional.empty(), cells, ngpios, names, reserved));
    }
    if (own == 0 || names.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> label = Optional.of(devices.platform(path));
    return Optional.of(
        new GpioController(
            path, ChipKind.AGGREGATOR, label, cells, OptionalInt.of(own), names, List.of()));
  }

  private static List<TreeLine> lines(GpioController controller, List<LineUse> uses) {
    TreeMap<Integer, List<LineUse>> byOffset = new TreeMap<>();
    for (int offset = 0; offset < controller.names().size(); offset++) {
      if (!controller.name(offset).isEmpty()) {
        byOffset.put(offset, new ArrayList<>());
      }
    }
    List<TreeLine> lines = new ArrayList<>();
    for (LineUse use : uses) {
      use.offset()
          .ifPresentOrElse(
              offset -> byOffset.computeIfAbsent(offset, any -> new ArrayList<>()).add(use),
              () -> lines.add(new TreeLine(controller, Optional.empty(), "", List.of(use))));
    }
    byOffset.forEach(
        (offset, here) -> {
          here.sort(Comparator.comparing(LineUse::hog).reversed());
          lines.add(new TreeLine(controller, Optional.of(offset), controller.name(offset), here));
        });
    return lines;
  }
}
