// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;

/**
 * An interrupt of a node: one entry of {@code interrupts} or {@code interrupts-extended}.
 *
 * @param index index of the entry in the property, from 0; empty entries count
 * @param controller path of the interrupt controller, or of the interrupt nexus that maps the
 *     interrupt
 * @param cells the interrupt specifier, as many cells as {@code #interrupt-cells} of the controller
 *     says
 */
public record InterruptUse(int index, NodePath controller, List<Integer> cells) {

  /** IRQ_TYPE_EDGE_RISING and IRQ_TYPE_EDGE_FALLING (include/linux/irq.h). */
  private static final int EDGES = 3;

  /** Copies the list. */
  public InterruptUse {
    cells = List.copyOf(cells);
  }

  /**
   * {@return the interrupts of a node in the order of the property, without empty entries, up to
   * the first one whose controller the tree does not contain}
   */
  public static List<InterruptUse> of(DeviceTree tree, NodePath path) {
    Map<Integer, NodePath> phandles = tree.phandles();
    return of(path, tree::node, phandle -> Optional.ofNullable(phandles.get(phandle)));
  }

  /**
   * {@return the interrupts of a node, as {@link #of(DeviceTree, NodePath)} does, for callers that
   * have an index of nodes and phandles}
   *
   * @param phandles finds the path of the node that has a phandle
   */
  public static List<InterruptUse> of(
      NodePath path,
      Function<NodePath, Optional<DtNode>> nodes,
      IntFunction<Optional<NodePath>> phandles) {
    Optional<DtNode> node = nodes.apply(path);
    List<Integer> extended = node.map(n -> n.cells("interrupts-extended")).orElse(List.of());
    if (!extended.isEmpty()) {
      return extended(extended, nodes, phandles);
    }
    List<InterruptUse> uses = new ArrayList<>();
    List<Integer> plain = node.map(n -> n.cells("interrupts")).orElse(List.of());
    Optional<NodePath> parent = plain.isEmpty() ? Optional.empty() : parent(path, nodes, phandles);
    int width = parent.flatMap(nodes).flatMap(InterruptUse::width).orElse(0);
    for (int at = 0; width > 0 && width <= plain.size() - at; at += width) {
      uses.add(new InterruptUse(at / width, parent.orElseThrow(), plain.subList(at, at + width)));
    }
    return uses;
  }

  /**
   * Reads {@code interrupts-extended}. An empty entry does not end the list: drivers request each
   * interrupt by its index (drivers/of/irq.c, {@code of_irq_parse_one()}).
   */
  private static List<InterruptUse> extended(
      List<Integer> cells,
      Function<NodePath, Optional<DtNode>> nodes,
      IntFunction<Optional<NodePath>> phandles) {
    List<PhandleEntries.Entry> entries =
        PhandleEntries.of(
                cells,
                phandle -> phandles.apply(phandle).flatMap(nodes).flatMap(InterruptUse::width))
            .entries();
    List<InterruptUse> uses = new ArrayList<>();
    for (int index = 0; index < entries.size(); index++) {
      PhandleEntries.Entry entry = entries.get(index);
      if (!entry.isEmpty()) {
        NodePath controller = phandles.apply(entry.phandle()).orElseThrow();
        uses.add(new InterruptUse(index, controller, entry.cells()));
      }
    }
    return uses;
  }

  private static Optional<Integer> width(DtNode controller) {
    return controller.cell("#interrupt-cells").filter(cells -> cells >= 1);
  }

  /** Follows the kernel's {@code of_irq_find_parent()}. */
  private static Optional<NodePath> parent(
      NodePath path,
      Function<NodePath, Optional<DtNode>> nodes,
      IntFunction<Optional<NodePath>> phandles) {
    // Linux follows a cycle forever.
    Set<NodePath> visited = new HashSet<>();
    Optional<NodePath> at = Optional.of(path);
    while (at.filter(visited::add).isPresent()) {
      Optional<Integer> phandle = at.flatMap(nodes).flatMap(n -> n.cell("interrupt-parent"));
      at =
          phandle.isPresent()
              ? phandles.apply(phandle.get())
              : at.filter(node -> !node.isRoot()).map(NodePath::parent);
      if (at.flatMap(nodes).flatMap(n -> n.property("#interrupt-cells")).isPresent()) {
        return at;
      }
    }
    return Optional.empty();
  }

  /**
   * {@return whether the interrupt is edge-triggered, as opposed to level-triggered. In specifiers
   * of two or three cells, the last cell holds the trigger type
   * (Documentation/devicetree/bindings/interrupt-controller/interrupts.txt, {@code arm,gic.yaml}).
   * For other specifiers the type is unknown, and the result is false}
   */
  public boolean isEdge() {
    boolean known = cells.size() == 2 || cells.size() == 3;
    return known && (cells.get(cells.size() - 1) & EDGES) != 0;
  }
}
