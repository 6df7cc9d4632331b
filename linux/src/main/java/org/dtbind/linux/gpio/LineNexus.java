// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux.gpio;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.dtbind.linux.PhandleEntries;
import org.dtbind.linux.gpio.LineMap.MapTarget;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.NodePath;
import org.dtbind.tree.PropertyValue;

/**
 * Finds the line that an entry of a list of lines means. Follows its specifier through nexus nodes,
 * such as the connector of a board for plug-in boards: {@code gpio-map}, {@code gpio-map-mask},
 * {@code gpio-map-pass-thru} (drivers/of/base.c, {@code of_parse_phandle_with_args_map()};
 * Devicetree Specification v0.4, section 2.5). Use in one thread.
 */
public final class LineNexus {

  /** Stops at circular maps, on which the kernel would loop forever. */
  private static final int MOST_HOPS = 32;

  /**
   * A line of a controller.
   *
   * @param cells the specifier, without the phandle
   */
  public record Target(LineRef line, List<Integer> cells) {

    /** Copies the list. */
    public Target {
      cells = List.copyOf(cells);
    }
  }

  /**
   * A node to which a specifier refers.
   *
   * @param width the number of cells of its specifiers
   * @param numbers how its specifiers count lines
   */
  private record SpecifierNode(
      Optional<Integer> width, LineNumbers numbers, Optional<LineMap> map) {}

  private final Function<NodePath, Optional<DtNode>> nodes;
  private final IntFunction<Optional<NodePath>> phandles;
  private final Map<NodePath, SpecifierNode> read = new HashMap<>();

  /**
   * Creates a nexus for a tree that is read on demand.
   *
   * @param nodes finds the node at a path; its children do not matter
   * @param phandles finds the path of the node that has a phandle
   */
  public LineNexus(
      Function<NodePath, Optional<DtNode>> nodes, IntFunction<Optional<NodePath>> phandles) {
    this.nodes = nodes;
    this.phandles = phandles;
  }

  public static LineNexus of(DeviceTree tree) {
    Map<Integer, NodePath> phandles = tree.phandles();
    return new LineNexus(tree::node, phandle -> Optional.ofNullable(phandles.get(phandle)));
  }

  public PhandleEntries entries(List<Integer> cells) {
    return PhandleEntries.of(cells, phandle -> node(phandle).flatMap(this::width));
  }

  /**
   * {@return the property from which gpio-aggregator takes the lines of a node: the first one of
   * {@code gpios} and {@code gpio} with entries, none of which is malformed
   * (drivers/gpio/gpiolib-of.c, {@code of_gpio_get_count()}). If there is none, the driver fails,
   * and this is the first one with entries; empty if both have none}
   */
  public Optional<DtProperty> aggregated(DtNode node) {
    List<DtProperty> lists = LineUses.withoutFunction(node);
    return lists.stream().filter(this::isWhole).findFirst().or(() -> lists.stream().findFirst());
  }

  private boolean isWhole(DtProperty list) {
    List<Integer> cells = list.value().wholeCells();
    return entries(cells).end() == cells.size();
  }

  /** {@return the node that has a phandle; empty if there is none, as for 0} */
  public Optional<NodePath> node(int phandle) {
    return phandle == 0 ? Optional.empty() : phandles.apply(phandle);
  }

  /** {@return the number of cells of a node's specifiers; empty if it does not specify it} */
  public Optional<Integer> width(NodePath controller) {
    return specifierNode(controller).flatMap(SpecifierNode::width);
  }

  /**
   * {@return the line that an entry means; empty if the entry is empty, or if a map has no entry
   * for it, or a malformed one}
   */
  public Optional<Target> target(PhandleEntries.Entry entry) {
    return node(entry.phandle()).flatMap(first -> follow(first, entry.cells()));
  }

  private Optional<Target> follow(NodePath first, List<Integer> cells) {
    NodePath at = first;
    List<Integer> specifier = cells;
    for (int hops = 0; hops < MOST_HOPS; hops++) {
      Optional<LineMap> map = specifierNode(at).flatMap(SpecifierNode::map);
      if (map.isEmpty()) {
        return Optional.of(new Target(new LineRef(at, offset(at, specifier)), specifier));
      }
      Optional<MapTarget> entry = map.get().find(specifier);
      if (entry.isEmpty()) {
        return Optional.empty();
      }
      specifier = map.get().passed(entry.get().cells(), specifier);
      at = entry.get().node();
    }
    return Optional.empty();
  }

  /** Returns the offset that a specifier of a controller names; empty if unknown. */
  Optional<Integer> offset(NodePath controller, List<Integer> specifier) {
    return specifierNode(controller).flatMap(node -> node.numbers().offset(specifier));
  }

  /**
   * Returns what specifiers need of a node; empty if a tree that is read on demand lacks it now.
   */
  private Optional<SpecifierNode> specifierNode(NodePath path) {
    if (!read.containsKey(path)) {
      nodes.apply(path).ifPresent(node -> read.put(path, specifierNode(node)));
    }
    return Optional.ofNullable(read.get(path));
  }

  private SpecifierNode specifierNode(DtNode node) {
    Optional<Integer> width = LineUses.gpioCells(node);
    return new SpecifierNode(width, LineNumbers.of(node), map(node, width.orElse(0)));
  }

  private Optional<LineMap> map(DtNode node, int width) {
    Optional<List<Integer>> map = node.value("gpio-map").map(PropertyValue::wholeCells);
    if (map.isEmpty()) {
      return Optional.empty();
    }
    LineMap entries = new LineMap(cells(node, "gpio-map-mask"), cells(node, "gpio-map-pass-thru"));
    addAll(entries, map.get(), width);
    return Optional.of(entries);
  }

  private static List<Integer> cells(DtNode node, String property) {
    return node.value(property).map(PropertyValue::wholeCells).orElse(List.of());
  }

  /** Adds the entries up to the first malformed one, at which the kernel ends its search. */
  private void addAll(LineMap entries, List<Integer> map, int width) {
    for (int at = 0; map.size() - at > width + 1; ) {
      Optional<NodePath> target = node(map.get(at + width));
      Optional<DtNode> targetNode = target.flatMap(nodes);
      int targetWidth = targetNode.flatMap(LineUses::gpioCells).orElse(-1);
      int behind = at + width + 1;
      if (targetWidth < 0 || behind + targetWidth > map.size()) {
        return;
      }
      if (targetNode.get().isAvailable()) {
        entries.add(
            map.subList(at, at + width),
            new MapTarget(target.get(), map.subList(behind, behind + targetWidth)));
      }
      at = behind + targetWidth;
    }
  }
}
