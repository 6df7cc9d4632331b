// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;
import org.dtbind.tree.PropertyValue;

/**
 * The nodes of a tree, indexed by path. In deep trees a path has thousands of characters, so this
 * class creates each path once; lookups are fast for callers that pass the path objects they got
 * from it.
 */
final class Nodes {

  /** Types of PCI buses (drivers/of/address.c, {@code of_bus_pci_match()}). */
  private static final Set<String> PCI_TYPES = Set.of("pci", "pciex", "vci", "ht");

  /**
   * A node with its neighbors in the tree.
   *
   * @param parent path of the parent; the root path for the root itself
   * @param children paths of the children, in order
   */
  private record Place(DtNode node, NodePath parent, List<NodePath> children) {}

  private final Map<NodePath, Place> byPath = new LinkedHashMap<>();

  private final Map<NodePath, Map<String, Integer>> cells = new HashMap<>();

  private final Map<Integer, NodePath> phandles = new HashMap<>();

  Nodes(DeviceTree tree) {
    add(NodePath.ROOT, NodePath.ROOT, tree.root());
  }

  private void add(NodePath path, NodePath parent, DtNode node) {
    List<NodePath> children = new ArrayList<>(node.children().size());
    byPath.put(path, new Place(node, parent, children));
    node.phandle().ifPresent(phandle -> phandles.putIfAbsent(phandle, path));
    for (DtNode child : node.children()) {
      NodePath at = path.child(child.name());
      children.add(at);
      add(at, path, child);
    }
  }

  /** Calls the visitor for each node in the order of the tree, parents before children. */
  void forEach(BiConsumer<NodePath, DtNode> visitor) {
    byPath.forEach((path, place) -> visitor.accept(path, place.node()));
  }

  /** Returns the paths of the children of a node that the tree must contain, in order. */
  List<NodePath> children(NodePath path) {
    return place(path).orElseThrow(() -> new IllegalArgumentException(path.text())).children();
  }

  /** Returns the path of the parent; the root path for the root itself. */
  NodePath parent(NodePath path) {
    return place(path).map(Place::parent).orElseGet(path::parent);
  }

  /** Returns the node at a path that the tree must contain. */
  DtNode at(NodePath path) {
    return find(path).orElseThrow(() -> new IllegalArgumentException(path.text()));
  }

  Optional<DtNode> find(NodePath path) {
    return place(path).map(Place::node);
  }

  Optional<DtNode> byPhandle(int phandle) {
    return pathOf(phandle).map(this::at);
  }

  Optional<NodePath> pathOf(int phandle) {
    return Optional.ofNullable(phandles.get(phandle));
  }

  private Optional<Place> place(NodePath path) {
    return Optional.ofNullable(byPath.get(path));
  }

  /**
   * Returns the number of cells from the nearest node upwards that has the property, or 1 ({@code
   * of_bus_n_addr_cells()}).
   */
  int busCells(NodePath bus, String property) {
    Map<String, Integer> known = cells.computeIfAbsent(bus, path -> new HashMap<>());
    Integer before = known.get(property);
    if (before != null) {
      return before;
    }
    int count =
        cell(at(bus), property).orElseGet(() -> bus.isRoot() ? 1 : busCells(parent(bus), property));
    known.put(property, count);
    return count;
  }

  /** Whether any node looks like a PCI bus. If none does, the rules for PCI make no difference. */
  boolean anyLooksLikePci() {
    return byPath.values().stream().map(Place::node).anyMatch(Nodes::looksLikePci);
  }

  /** Follows the kernel's {@code of_bus_pci_match()}. */
  static boolean looksLikePci(DtNode node) {
    return node.baseName().equals("pcie") || PCI_TYPES.contains(type(node));
  }

  /** Returns {@code device_type}; empty text if the node has none. */
  static String type(DtNode node) {
    return node.value("device_type")
        .flatMap(PropertyValue::strings)
        .map(list -> list.get(0))
        .orElse("");
  }

  /**
   * Returns the first cell of a property that may have more, like {@code of_property_read_u32()}.
   */
  static Optional<Integer> cell(DtNode node, String property) {
    return node.value(property).flatMap(PropertyValue::firstCell);
  }

  /** Returns the whole cells of a property; extra bytes at its end are ignored. */
  static Optional<List<Integer>> cells(DtNode node, String property) {
    return node.value(property).map(PropertyValue::wholeCells);
  }
}
