// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux.gpio;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;
import org.dtbind.tree.PropertyValue;

/**
 * Follows a specifier through nexus nodes, such as the connector of a board for plug-in boards:
 * {@code gpio-map}, {@code gpio-map-mask}, {@code gpio-map-pass-thru} (drivers/of/base.c, {@code
 * of_parse_phandle_with_args_map()}; Devicetree Specification v0.4, section 2.5).
 */
final class LineNexus {

  /** Stops at circular maps, on which the kernel would loop forever. */
  private static final int MOST_HOPS = 32;

  /**
   * A line of a controller.
   *
   * @param cells the specifier, without the phandle
   */
  record Target(LineRef line, List<Integer> cells) {}

  /**
   * A node to which a specifier refers.
   *
   * @param numbers how its specifiers count lines
   * @param map its map; empty if it is not a nexus
   */
  private record Known(LineNumbers numbers, Optional<LineMap> map) {}

  private final DeviceTree tree;
  private final Map<Integer, NodePath> phandles;
  private final Map<NodePath, Known> known = new HashMap<>();

  LineNexus(DeviceTree tree) {
    this.tree = tree;
    this.phandles = tree.phandles();
  }

  /** Returns the node with a phandle. */
  Optional<NodePath> node(int phandle) {
    return Optional.ofNullable(phandles.get(phandle));
  }

  /** Returns the number of cells of the node's specifiers; empty if it does not specify it. */
  Optional<Integer> width(NodePath controller) {
    return tree.node(controller).flatMap(LineUses::gpioCells);
  }

  /**
   * Returns the line at the end of all maps; empty if a map has no entry for it, or a malformed
   * one.
   */
  Optional<Target> follow(NodePath first, List<Integer> cells) {
    NodePath at = first;
    List<Integer> specifier = cells;
    for (int hops = 0; hops < MOST_HOPS; hops++) {
      Optional<LineMap> map = known(at).map();
      if (map.isEmpty()) {
        return Optional.of(new Target(new LineRef(at, offset(at, specifier)), specifier));
      }
      Optional<LineMap.Entry> entry = map.get().find(specifier);
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
    return known(controller).numbers().offset(specifier);
  }

  private Known known(NodePath path) {
    Known before = known.get(path);
    if (before != null) {
      return before;
    }
    DtNode node = tree.node(path).orElseThrow();
    Known now = new Known(LineNumbers.of(node), map(node));
    known.put(path, now);
    return now;
  }

  private Optional<LineMap> map(DtNode node) {
    Optional<List<Integer>> map = node.value("gpio-map").map(PropertyValue::wholeCells);
    if (map.isEmpty()) {
      return Optional.empty();
    }
    LineMap entries = new LineMap(cells(node, "gpio-map-mask"), cells(node, "gpio-map-pass-thru"));
    addAll(entries, map.get(), LineUses.gpioCells(node).orElse(0));
    return Optional.of(entries);
  }

  private static List<Integer> cells(DtNode node, String property) {
    return node.value(property).map(PropertyValue::wholeCells).orElse(List.of());
  }

  /** Adds the entries up to the first malformed one, at which the kernel ends its search. */
  private void addAll(LineMap entries, List<Integer> map, int width) {
    for (int at = 0; map.size() - at > width + 1; ) {
      Optional<NodePath> target = node(map.get(at + width));
      Optional<DtNode> targetNode = target.flatMap(tree::node);
      int targetWidth = targetNode.flatMap(LineUses::gpioCells).orElse(-1);
      int behind = at + width + 1;
      if (targetWidth < 0 || behind + targetWidth > map.size()) {
        return;
      }
      if (targetNode.get().isAvailable()) {
        entries.add(
            map.subList(at, at + width),
            new LineMap.Entry(target.get(), map.subList(behind, behind + targetWidth)));
      }
      at = behind + targetWidth;
    }
  }
}
