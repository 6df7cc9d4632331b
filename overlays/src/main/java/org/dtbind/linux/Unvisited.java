// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.dtbind.linux.Population.Depends;
import org.dtbind.linux.Population.None;
import org.dtbind.linux.Population.Reason;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;

/**
 * Determines why the kernel did not visit a node, for all nodes without a result.
 *
 * @param nodes all nodes of the tree
 */
record Unvisited(Nodes nodes, Rules rules) {

  /**
   * Returns the results of all nodes except the root. The reason for a node depends on the result
   * of its parent, so parents come first.
   */
  Map<NodePath, Population> fill(Map<NodePath, Population> visited) {
    Map<NodePath, Population> all = new LinkedHashMap<>();
    nodes.forEach(
        (path, node) -> {
          if (!path.isRoot()) {
            Population found =
                Optional.ofNullable(visited.get(path)).orElseGet(() -> reason(path, node, all));
            all.put(path, found);
          }
        });
    return all;
  }

  private Population reason(NodePath path, DtNode node, Map<NodePath, Population> above) {
    NodePath parent = nodes.parent(path);
    if (parent.text().equals("/reserved-memory") || parent.text().equals("/chosen")) {
      return new None(Reason.RESERVED, parent, "");
    }
    Population upper =
        Optional.ofNullable(above.get(parent))
            .orElseThrow(() -> new IllegalStateException(path.text()));
    if (upper instanceof None none) {
      return none.reason() == Reason.NO_COMPATIBLE
          ? new None(Reason.BELOW_PLAIN_NODE, parent, "")
          : none;
    }
    if (node.property("gpio-hog").isPresent()) {
      return new None(Reason.HOG, path, "");
    }
    Optional<String> off = rules.unavailable(node);
    if (off.isPresent()) {
      return new None(Reason.DISABLED, path, off.get());
    }
    return upper instanceof Depends depends && depends.device().isEmpty()
        ? upper
        : belowDevice(parent);
  }

  /**
   * Returns the result for a node below a device that the kernel itself does not populate, though
   * the driver of the device may.
   */
  private Population belowDevice(NodePath parent) {
    List<String> compatible = rules.compatible(nodes.at(parent));
    String first = compatible.isEmpty() ? "" : compatible.get(0);
    boolean bus =
        Stream.of(PopulationRun.BUSES, PopulationRun.AMBA_BUS)
            .flatMap(List::stream)
            .anyMatch(first::equalsIgnoreCase);
    if (bus) {
      // drivers/bus/simple-pm-bus.c binds to such a bus without populating it.
      return new None(Reason.LEFT_ALONE, parent, "");
    }
    return rules.isCompatible(nodes.at(parent), PopulationRun.RESERVED_MEMORY)
            && rules.isCompatible(nodes.at(parent), PopulationRun.BUSES)
        ? new None(Reason.MADE_EARLIER, parent, "")
        : new Depends(parent, first, List.of(), Optional.empty());
  }
}
