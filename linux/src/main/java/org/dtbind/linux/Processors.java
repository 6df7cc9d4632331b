// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dtbind.linux.Population.Device;
import org.dtbind.linux.Population.None;
import org.dtbind.linux.Population.Reason;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;

/**
 * The processors, which become devices of bus {@code cpu} (drivers/base/cpu.c, {@code
 * register_cpu()}). Linux numbers them in the order of the tree if it boots on the first one. Their
 * number depends on the hardware; the prediction assumes that all processors of the tree exist.
 */
record Processors(Nodes nodes, Assumptions assumed) {

  private static final NodePath CPUS = NodePath.ROOT.child("cpus");

  Map<NodePath, Population> all() {
    Map<NodePath, Population> all = new LinkedHashMap<>();
    int cells = nodes.find(CPUS).isPresent() ? nodes.busCells(CPUS, "#address-cells") : 0;
    int number = 0;
    for (DtNode node : nodes.find(CPUS).map(DtNode::children).orElse(List.of())) {
      if (!isProcessor(node) || !node.isAvailable()) {
        continue;
      }
      NodePath path = CPUS.child(node.name());
      if (!hasNumber(node, cells, number)) {
        all.put(path, new None(Reason.NO_NUMBER, path, Integer.toString(cells)));
      } else if (number > 0 && !assumed.builtIn("SMP")) {
        // A kernel without SMP registers only the processor that it boots on.
        all.put(path, new None(Reason.NEEDS_CONFIG, path, "SMP"));
      } else {
        all.put(path, new Device("cpu", "cpu" + number));
        number++;
      }
    }
    return all;
  }

  /**
   * Whether the kernel can match the node to a processor (drivers/of/base.c, {@code
   * __of_find_n_match_cpu_property()}). It compares {@code reg}; without {@code reg}, only the
   * first processor matches, and only if {@code #address-cells} is 0.
   */
  private static boolean hasNumber(DtNode node, int cells, int number) {
    if (node.property("reg").isEmpty()) {
      return cells == 0 && number == 0;
    }
    int length = Nodes.cells(node, "reg").map(List::size).orElse(0);
    return cells > 0 && length >= cells;
  }

  /** Follows {@code of_get_next_cpu_node()} (drivers/of/base.c). */
  private static boolean isProcessor(DtNode node) {
    return node.baseName().equals("cpu") || Nodes.type(node).equals("cpu");
  }
}
