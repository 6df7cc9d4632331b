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

/** Determines why the kernel did not visit a node, for all nodes without a result. */
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

  private Population reason(NodePath path, DtNode node, Map<NodePath, Population> results) {
    NodePath parent = nodes.parent(path);
    if (!path.mayDescribeHardware()) {
      return new None(Reason.NO_HARDWARE, path, "");
    }
    if (parent.text().equals("/reserved-memory") || parent.text().equals("/chosen")) {
      return new None(Reason.RESERVED, parent, "");
    }
    Population upper =
        Optional.ofNullable(results.get(parent))
            .orElseThrow(() -> new IllegalStateException(path.text()));
    Optional<None> above = Optional.of(upper).filter(None.class::isInstance).map(None.class::cast);
    boolean plain = above.filter(none -> none.reason() == Reason.NO_COMPATIBLE).isPresent();
    if (above.isPresent() && !plain) {
      return above.get();
    }
    Optional<None> hog = hog(path, node, nodes.at(parent));
    if (hog.isPresent() || plain) {
      return hog.orElseGet(() -> new None(Reason.BELOW_PLAIN_NODE, parent, ""));
    }
    Optional<String> unavailable = rules.unavailable(node);
    if (unavailable.isPresent()) {
      return None.ofStatus(path, unavailable.get());
    }
    // A device of a bus may lack a name if the bus lacks a number.
    return upper instanceof Depends depends
            && depends.device().isEmpty()
            && depends.kind(parent).isEmpty()
        ? upper
        : belowDevice(parent);
  }

  /** Returns the result for a node by which a GPIO controller requests lines, or would do so. */
  private static Optional<None> hog(NodePath path, DtNode node, DtNode parent) {
    if (node.property("gpio-hog").isEmpty()) {
      return GpioHog.isUnmarked(node, parent)
          ? Optional.of(new None(Reason.NO_HOG, path, ""))
          : Optional.empty();
    }
    Reason reason =
        node.property("gpios").isEmpty()
            ? Reason.HOG_WITHOUT_LINES
            : GpioHog.states(node).isEmpty() ? Reason.HOG_WITHOUT_STATE : Reason.HOG;
    return Optional.of(new None(reason, path, ""));
  }

  /**
   * Returns the result for a node below a device that the kernel itself does not populate, though
   * the driver of the device may.
   */
  private Population belowDevice(NodePath parent) {
    List<String> compatible = rules.compatible(nodes.at(parent));
    String first = compatible.isEmpty() ? "" : compatible.get(0);
    boolean bus =
        Stream.of(DefaultBuses.COMPATIBLES, PopulationRun.AMBA_BUS)
            .flatMap(List::stream)
            .anyMatch(first::equalsIgnoreCase);
    if (bus) {
      // drivers/bus/simple-pm-bus.c binds to such a bus without populating it.
      return new None(Reason.LEFT_ALONE, parent, "");
    }
    return rules.isCompatible(nodes.at(parent), PopulationRun.RESERVED_MEMORY)
            && rules.isCompatible(nodes.at(parent), DefaultBuses.COMPATIBLES)
        ? new None(Reason.MADE_EARLIER, parent, "")
        : new Depends(parent, first, List.of(), Optional.empty());
  }
}
