// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dtbind.linux.Population.Alternative;
import org.dtbind.linux.Population.None;
import org.dtbind.linux.Population.Reason;
import org.dtbind.linux.Population.Varies;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.NodePath;

/**
 * Predicts which nodes become devices, as {@code of_platform_default_populate_init()}
 * (drivers/of/platform.c) and the drivers that bind after it create them.
 *
 * <p>A result that depends on the kernel is a {@link Varies} with all alternatives. A {@link
 * TargetKernel} determines which alternative applies and which of the known drivers exist; a
 * built-in driver is assumed to bind. Each alternative has a single answer that is not the usual
 * one: answers are not combined, because the number of their combinations has no limit. What
 * depends on a second answer is predicted with the usual one.
 */
public final class Populations {

  private Populations() {}

  /**
   * {@return the prediction for every node except the root on any kernel, in the order of the tree}
   *
   * @param tree a base
   */
  public static Map<NodePath, Population> of(DeviceTree tree) {
    return of(tree, TargetKernel.ANY);
  }

  /**
   * {@return the prediction for every node except the root, in the order of the tree}
   *
   * @param tree a base
   * @param kernel what is known about the kernel
   */
  public static Map<NodePath, Population> of(DeviceTree tree, TargetKernel kernel) {
    return of(tree, kernel, Set.of());
  }

  /**
   * {@return the prediction for every node except the root, in the order of the tree}
   *
   * @param tree a base with overlays merged into it
   * @param kernel what is known about the kernel
   * @param late nodes that a running kernel adds, after it has set up clocks and interrupt
   *     controllers
   */
  public static Map<NodePath, Population> of(
      DeviceTree tree, TargetKernel kernel, Set<NodePath> late) {
    Assumptions all = new Assumptions(kernel, Optional.empty());
    Nodes nodes = new Nodes(tree);
    Map<NodePath, Population> usual = new PopulationRun(nodes, all, late).run();
    Map<NodePath, List<Alternative>> differing = new LinkedHashMap<>();
    for (String question : all.asked()) {
      Assumptions assumptions = new Assumptions(kernel, Optional.of(question));
      Map<NodePath, Population> other = new PopulationRun(nodes, assumptions, late).run();
      usual.forEach(
          (path, population) -> {
            Population alternative = Optional.ofNullable(other.get(path)).orElse(population);
            if (!alternative.equals(population)) {
              List<Alternative> list = differing.computeIfAbsent(path, key -> new ArrayList<>());
              if (list.isEmpty()) {
                list.add(new Alternative(Assumptions.text(question, true), population));
              }
              list.add(new Alternative(Assumptions.text(question, false), alternative));
            }
          });
    }
    differing.forEach((path, alternatives) -> usual.put(path, new Varies(alternatives)));
    return usual;
  }

  /**
   * {@return the prediction for one node on any kernel}
   *
   * @param tree a tree that contains at least the nodes from the root to this one; without the
   *     other nodes, the names that these use are unknown
   */
  public static Population of(DeviceTree tree, NodePath node) {
    return of(tree, node, TargetKernel.ANY);
  }

  /**
   * {@return the prediction for one node}
   *
   * @param tree a tree that contains at least the nodes from the root to this one; without the
   *     other nodes, the names that these use are unknown
   * @param kernel what is known about the kernel
   */
  public static Population of(DeviceTree tree, NodePath node, TargetKernel kernel) {
    if (node.isRoot()) {
      return new None(Reason.ROOT, node, "");
    }
    return at(of(tree, kernel), node);
  }

  /**
   * {@return the prediction for one node from a result of {@link #of(DeviceTree)}; a {@link
   * Population.None} with {@link Reason#NO_NODE} if the result does not contain the node}
   */
  public static Population at(Map<NodePath, Population> populations, NodePath node) {
    return Optional.ofNullable(populations.get(node))
        .orElseGet(() -> new None(Reason.NO_NODE, node, ""));
  }
}
