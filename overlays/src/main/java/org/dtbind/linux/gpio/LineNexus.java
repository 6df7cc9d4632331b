// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux.gpio;

import java.util.ArrayList;
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
record LineNexus(DeviceTree tree, Map<Integer, NodePath> phandles) {

  /** Stops at circular maps, on which the kernel would loop forever. */
  private static final int MOST_HOPS = 32;

  /**
   * A line of a controller.
   *
   * @param cells the specifier, without the phandle
   */
  record Target(LineRef line, List<Integer> cells) {}

  /**
   * Returns the line at the end of all maps; empty if a map has no entry for it, or a malformed
   * one.
   */
  Optional<Target> follow(NodePath first, List<Integer> cells) {
    Optional<Target> at = target(first, cells);
    for (int hops = 0; hops < MOST_HOPS && at.isPresent(); hops++) {
      DtNode node = tree.node(at.get().line().controller()).orElseThrow();
      Optional<List<Integer>> map = node.value("gpio-map").map(PropertyValue::wholeCells);
      if (map.isEmpty()) {
        return at;
      }
      at = next(node, map.get(), at.get().cells());
    }
    return Optional.empty();
  }

  private Optional<Target> target(NodePath controller, List<Integer> cells) {
    int offset = LineUse.offset(tree.node(controller).orElseThrow(), cells);
    return Optional.of(new Target(new LineRef(controller, offset), cells));
  }

  private Optional<Target> next(DtNode node, List<Integer> map, List<Integer> wanted) {
    int width = wanted.size();
    List<Integer> mask =
        node.value("gpio-map-mask").map(PropertyValue::wholeCells).orElse(List.of());
    List<Integer> pass =
        node.value("gpio-map-pass-thru").map(PropertyValue::wholeCells).orElse(List.of());
    for (int at = 0; map.size() - at > width + 1; ) {
      Optional<NodePath> target = Optional.ofNullable(phandles.get(map.get(at + width)));
      Optional<DtNode> targetNode = target.flatMap(tree::node);
      int targetWidth = targetNode.flatMap(LineUses::gpioCells).orElse(-1);
      int behind = at + width + 1;
      if (targetWidth < 0 || behind + targetWidth > map.size()) {
        return Optional.empty();
      }
      if (targetNode.get().isAvailable() && matches(map.subList(at, at + width), wanted, mask)) {
        List<Integer> cells = map.subList(behind, behind + targetWidth);
        return target(target.get(), passed(cells, wanted, pass));
      }
      at = behind + targetWidth;
    }
    return Optional.empty();
  }

  private static boolean matches(List<Integer> entry, List<Integer> wanted, List<Integer> mask) {
    for (int i = 0; i < wanted.size(); i++) {
      int bits = i < mask.size() ? mask.get(i) : -1;
      if (((entry.get(i) ^ wanted.get(i)) & bits) != 0) {
        return false;
      }
    }
    return true;
  }

  private static List<Integer> passed(
      List<Integer> cells, List<Integer> wanted, List<Integer> pass) {
    List<Integer> passed = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      int bits = i < pass.size() && i < wanted.size() ? pass.get(i) : 0;
      int handed = i < wanted.size() ? wanted.get(i) & bits : 0;
      passed.add(cells.get(i) & ~bits | handed);
    }
    return passed;
  }
}
