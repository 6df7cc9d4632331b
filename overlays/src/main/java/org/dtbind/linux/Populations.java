// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dtbind.linux.Population.Depends;
import org.dtbind.linux.Population.Device;
import org.dtbind.linux.Population.None;
import org.dtbind.linux.Population.Reason;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;
import org.dtbind.tree.PropertyValue;

/**
 * Foretells which nodes become devices, as {@code of_platform_default_populate_init()} does
 * (drivers/of/platform.c).
 */
public final class Populations {

  /** {@code of_default_bus_match_table}. */
  private static final Set<String> BUSES =
      Set.of("simple-bus", "simple-mfd", "isa", "arm,amba-bus");

  /** {@code of_skipped_node_table}. */
  private static final Set<String> SKIPPED = Set.of("operating-points-v2");

  /** {@code reserved_mem_matches}, as of Linux 6.1. */
  private static final Set<String> RESERVED_MEMORY =
      Set.of(
          "phram",
          "qcom,rmtfs-mem",
          "qcom,cmd-db",
          "qcom,smem",
          "ramoops",
          "nvmem-rmem",
          "google,open-dice");

  private Populations() {}

  /**
   * {@return what becomes of every node but the root, in the order of the tree}
   *
   * @param tree a base
   */
  public static Map<NodePath, Population> of(DeviceTree tree) {
    Map<NodePath, Population> all = new LinkedHashMap<>();
    Map<Device, NodePath> taken = new HashMap<>();
    tree.forEach(
        (path, node) -> {
          if (path.isRoot()) {
            return;
          }
          Population population = of(tree, path);
          if (population instanceof Device device) {
            NodePath first = taken.putIfAbsent(device, path);
            if (first != null) {
              population = new None(Reason.NAME_TAKEN, first, device.name());
            }
          }
          all.put(path, population);
        });
    return all;
  }

  /**
   * {@return what becomes of one node; another node of the same name is not looked for}
   *
   * @param tree holds at least the nodes from the root to this one
   * @param node its path
   */
  public static Population of(DeviceTree tree, NodePath node) {
    if (node.isRoot()) {
      return new None(Reason.ROOT, node, "");
    }
    if (tree.node(node).isEmpty()) {
      return new None(Reason.NO_NODE, node, "");
    }
    Optional<Population> special = specialPlaces(tree, node);
    if (special.isPresent()) {
      return special.get();
    }
    if (tree.node(node).filter(n -> n.property("gpio-hog").isPresent()).isPresent()) {
      return new None(Reason.HOG, node, "");
    }
    NodePath at = NodePath.ROOT;
    List<String> names = node.names();
    for (String name : names.subList(0, names.size() - 1)) {
      at = at.child(name);
      Optional<Population> stop = belowIsUnclear(tree, at);
      if (stop.isPresent()) {
        return stop.get();
      }
    }
    return created(tree, node);
  }

  /** What of_platform_bus_create() makes of a node whose parent is populated. */
  private static Population created(DeviceTree tree, NodePath path) {
    DtNode node = tree.node(path).orElseThrow();
    Optional<Population> no = unavailable(node, path);
    if (no.isPresent()) {
      return no.get();
    }
    if (node.property("compatible").isEmpty()) {
      return new None(Reason.NO_COMPATIBLE, path, "");
    }
    Optional<String> skipped = node.compatible().stream().filter(SKIPPED::contains).findFirst();
    if (skipped.isPresent()) {
      return new None(Reason.SKIPPED, path, skipped.get());
    }
    String bus = node.compatible().contains("arm,primecell") ? "amba" : "platform";
    return new Device(bus, DeviceNames.of(tree, path));
  }

  /** The answer for all below a node that is not simply populated; empty for a bus that is. */
  private static Optional<Population> belowIsUnclear(DeviceTree tree, NodePath path) {
    if (path.text().equals("/firmware")) {
      // Its children are populated whatever it is.
      return Optional.empty();
    }
    DtNode node = tree.node(path).orElseThrow();
    Population itself = created(tree, path);
    if (itself instanceof None none) {
      boolean plain = none.reason() == Reason.NO_COMPATIBLE;
      return Optional.of(plain ? new None(Reason.BELOW_PLAIN_NODE, path, "") : none);
    }
    boolean bus = node.compatible().stream().anyMatch(BUSES::contains);
    boolean amba = node.compatible().contains("arm,primecell");
    return bus && !amba
        ? Optional.empty()
        : Optional.of(new Depends(path, node.compatible().stream().findFirst().orElse("")));
  }

  private static Optional<Population> unavailable(DtNode node, NodePath path) {
    if (node.isAvailable()) {
      return Optional.empty();
    }
    String status =
        node.value("status").flatMap(PropertyValue::strings).map(list -> list.get(0)).orElse("");
    return Optional.of(new None(Reason.DISABLED, path, status));
  }

  /** Below /reserved-memory and /chosen, Linux looks by itself. */
  private static Optional<Population> specialPlaces(DeviceTree tree, NodePath node) {
    NodePath parent = node.parent();
    List<String> compatible = tree.node(node).orElseThrow().compatible();
    return switch (parent.text()) {
      case "/reserved-memory" ->
          Optional.of(
              compatible.stream().anyMatch(RESERVED_MEMORY::contains)
                  ? created(tree, node)
                  : new None(Reason.RESERVED, parent, ""));
      case "/chosen" ->
          Optional.of(
              compatible.contains("simple-framebuffer")
                  ? created(tree, node)
                  : new None(Reason.RESERVED, parent, ""));
      default -> Optional.empty();
    };
  }
}
