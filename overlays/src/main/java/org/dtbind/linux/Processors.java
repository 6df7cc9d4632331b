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
 * The processors, which are devices of bus {@code cpu} (drivers/base/cpu.c, {@code
 * register_cpu()}). They are numbered in the order of the tree, as long as the kernel is started on
 * the first one; how many there are depends on the hardware, which is taken to have all of them.
 */
record Processors(Nodes nodes, Assumptions assumed) {

  private static final NodePath CPUS = NodePath.ROOT.child("cpus");

  /** What becomes of each, by path. */
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
        // One kernel for one processor knows only the one it runs on.
        all.put(path, new None(Reason.NEEDS_CONFIG, path, "SMP"));
      } else {
        all.put(path, new Device("cpu", "cpu" + number));
        number++;
      }
    }
    return all;
  }

  /**
   * Whether the kernel finds the node for a processor (drivers/of/base.c, {@code
   * __of_find_n_match_cpu_property()}): by its {@code reg}, or without one where addresses have no
   * cells, which can be the first one only.
   */
  private static boolean hasNumber(DtNode node, int cells, int number) {
    if (node.property("reg").isEmpty()) {
      return cells == 0 && number == 0;
    }
    int there = Nodes.cells(node, "reg").map(List::size).orElse(0);
    return cells > 0 && there >= cells;
  }

  /** drivers/of/base.c, {@code of_get_next_cpu_node()}. */
  private static boolean isProcessor(DtNode node) {
    return node.baseName().equals("cpu") || Nodes.type(node).equals("cpu");
  }
}
