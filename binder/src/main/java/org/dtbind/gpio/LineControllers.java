// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.gpio;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.dtbind.device.LiveTree;
import org.dtbind.gpio.SourceLines.Controller;
import org.dtbind.tree.NodePath;
import org.dtbind.tree.PropertyValue;

/** Finds the nodes that phandles refer to in the tree of a running kernel. Use in one thread. */
public final class LineControllers {

  private static final String CHIPS = "/sys/bus/gpio/devices";

  private final LiveTree tree;
  private final Map<Integer, Optional<Controller>> known = new HashMap<>();
  private Optional<Map<Integer, NodePath>> chips = Optional.empty();
  private Optional<Map<Integer, NodePath>> nodes = Optional.empty();

  /**
   * Creates an object that has not read the tree.
   *
   * @param tree the tree of the running kernel
   */
  public LineControllers(LiveTree tree) {
    this.tree = tree;
  }

  /** Tries the nodes of existing chips first, which avoids a search through the whole tree. */
  Optional<Controller> of(int phandle) {
    Optional<Controller> before = known.get(phandle);
    if (before != null) {
      return before;
    }
    Optional<Controller> found =
        Optional.ofNullable(chips().get(phandle))
            .or(() -> Optional.ofNullable(nodes().get(phandle)))
            .map(node -> new Controller(node, width(node)));
    known.put(phandle, found);
    return found;
  }

  private Map<Integer, NodePath> chips() {
    if (chips.isEmpty()) {
      Map<Integer, NodePath> all = new HashMap<>();
      tree.sysfs().names(CHIPS).stream()
          .flatMap(name -> tree.sysfs().target(CHIPS + "/" + name).value().stream())
          .flatMap(directory -> LiveTree.nodeOf(tree.sysfs(), directory).stream())
          .forEach(node -> phandle(node).ifPresent(phandle -> all.putIfAbsent(phandle, node)));
      chips = Optional.of(all);
    }
    return chips.get();
  }

  private Map<Integer, NodePath> nodes() {
    if (nodes.isEmpty()) {
      Map<Integer, NodePath> all = new HashMap<>();
      for (NodePath node : tree.find((path, name) -> true)) {
        phandle(node).ifPresent(phandle -> all.putIfAbsent(phandle, node));
      }
      nodes = Optional.of(all);
    }
    return nodes.get();
  }

  private Optional<Integer> phandle(NodePath node) {
    return tree.property(node, "phandle").flatMap(PropertyValue::cell);
  }

  private int width(NodePath controller) {
    return tree.property(controller, "#gpio-cells").flatMap(PropertyValue::cell).orElse(-1);
  }
}
