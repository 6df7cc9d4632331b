// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.gpio;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.dtbind.device.LiveTree;
import org.dtbind.linux.gpio.LineNexus;
import org.dtbind.tree.NodePath;
import org.dtbind.tree.PropertyValue;

/** Finds the controllers of lines in the tree of a running kernel. Use in one thread. */
public final class LineControllers {

  private static final String CHIPS = "/sys/bus/gpio/devices";

  private final LiveTree tree;
  private final LineNexus nexus;
  private Optional<Map<Integer, NodePath>> chips = Optional.empty();
  private Optional<Map<Integer, NodePath>> nodes = Optional.empty();

  /**
   * Creates an object that has not read the tree.
   *
   * @param tree the tree of the running kernel
   */
  public LineControllers(LiveTree tree) {
    this.tree = tree;
    this.nexus = new LineNexus(tree::node, this::byPhandle);
  }

  LineNexus nexus() {
    return nexus;
  }

  /** Tries the nodes of existing chips first, which avoids a search through the whole tree. */
  private Optional<NodePath> byPhandle(int phandle) {
    return Optional.ofNullable(chips().get(phandle))
        .or(() -> Optional.ofNullable(nodes().get(phandle)));
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
    return tree.property(node, "phandle")
        .or(() -> tree.property(node, "linux,phandle"))
        .flatMap(PropertyValue::cell);
  }
}
