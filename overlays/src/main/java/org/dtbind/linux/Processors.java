// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.linux.Population.Device;
import org.dtbind.linux.Population.None;
import org.dtbind.linux.Population.Reason;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;

/**
 * The processors, which are devices of bus {@code cpu} (drivers/base/cpu.c, {@code
 * register_cpu()}). They are numbered in the order of the tree, as long as the kernel is started on
 * the first one; how many there are depends on the hardware, which is taken to have all of them.
 */
record Processors(DeviceTree tree, Assumptions assumed) {

  /** What becomes of each, by path. */
  Map<NodePath, Population> all() {
    Map<NodePath, Population> all = new LinkedHashMap<>();
    NodePath cpus = NodePath.ROOT.child("cpus");
    Optional<DtNode> folder = tree.node(cpus);
    for (DtNode node : folder.map(DtNode::children).orElseGet(List::of)) {
      if (isProcessor(node) && node.isAvailable()) {
        int number = all.size();
        // One kernel for one processor knows only the one it runs on.
        boolean there = number == 0 || assumed.builtIn("SMP");
        NodePath path = cpus.child(node.name());
        all.put(
            path,
            there ? new Device("cpu", "cpu" + number) : new None(Reason.NEEDS_CONFIG, path, "SMP"));
      }
    }
    return all;
  }

  /** drivers/of/base.c, {@code of_get_next_cpu_node()}. */
  private static boolean isProcessor(DtNode node) {
    return node.baseName().equals("cpu") || Nodes.type(node).equals("cpu");
  }
}
