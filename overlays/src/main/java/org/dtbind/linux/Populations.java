// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.linux.Population.Alternative;
import org.dtbind.linux.Population.None;
import org.dtbind.linux.Population.Reason;
import org.dtbind.linux.Population.Varies;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.NodePath;

/**
 * Predicts which nodes become devices, as {@code of_platform_default_populate_init()} and the
 * drivers after it do (drivers/of/platform.c).
 *
 * <p>What depends on the kernel is compared: {@link Varies} where the answers differ. A {@link
 * TargetKernel} settles that, and which of the known drivers there are; one that is built in is
 * taken to bind.
 */
public final class Populations {

  private Populations() {}

  /**
   * {@return what becomes of every node but the root on any kernel, in the order of the tree}
   *
   * @param tree a base
   */
  public static Map<NodePath, Population> of(DeviceTree tree) {
    return of(tree, TargetKernel.ANY);
  }

  /**
   * {@return what becomes of every node but the root, in the order of the tree}
   *
   * @param tree a base
   * @param kernel what is known of the kernel
   */
  public static Map<NodePath, Population> of(DeviceTree tree, TargetKernel kernel) {
    Assumptions all = new Assumptions(kernel, Optional.empty());
    Nodes nodes = new Nodes(tree);
    Map<NodePath, Population> usual = new PopulationRun(nodes, all).run();
    Map<NodePath, List<Alternative>> differing = new LinkedHashMap<>();
    for (String question : all.asked()) {
      Assumptions without = new Assumptions(kernel, Optional.of(question));
      Map<NodePath, Population> other = new PopulationRun(nodes, without).run();
      usual.forEach(
          (path, population) -> {
            Population then = Optional.ofNullable(other.get(path)).orElse(population);
            if (!then.equals(population)) {
              List<Alternative> list = differing.computeIfAbsent(path, key -> new ArrayList<>());
              if (list.isEmpty()) {
                list.add(new Alternative(Assumptions.text(question, true), population));
              }
              list.add(new Alternative(Assumptions.text(question, false), then));
            }
          });
    }
    differing.forEach((path, alternatives) -> usual.put(path, new Varies(alternatives)));
    return usual;
  }

  /**
   * {@return what becomes of one node on any kernel}
   *
   * @param tree holds at least the nodes from the root to this one; names that others take are not
   *     known where it holds no more
   * @param node its path
   */
  public static Population of(DeviceTree tree, NodePath node) {
    return of(tree, node, TargetKernel.ANY);
  }

  /**
   * {@return what becomes of one node}
   *
   * @param tree holds at least the nodes from the root to this one; names that others take are not
   *     known where it holds no more
   * @param node its path
   * @param kernel what is known of the kernel
   */
  public static Population of(DeviceTree tree, NodePath node, TargetKernel kernel) {
    if (node.isRoot()) {
      return new None(Reason.ROOT, node, "");
    }
    return at(of(tree, kernel), node);
  }

  /**
   * {@return what becomes of one node of those that {@link #of(DeviceTree)} has found: {@link
   * Reason#NO_NODE} for one that is not among them}
   *
   * @param populations by node
   * @param node its path
   */
  public static Population at(Map<NodePath, Population> populations, NodePath node) {
    return Optional.ofNullable(populations.get(node))
        .orElseGet(() -> new None(Reason.NO_NODE, node, ""));
  }
}
