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
 * The nodes of a tree by path, found in constant time. A path deep in a tree has some thousand
 * characters: each is made, hashed and compared once, as long as it is one of those that are given
 * here.
 */
final class Nodes {

  /** Types of PCI buses (drivers/of/address.c, {@code of_bus_pci_match()}). */
  private static final Set<String> PCI_TYPES = Set.of("pci", "pciex", "vci", "ht");

  /**
   * A node where it stands.
   *
   * @param parent its path; the root is its own
   * @param children their paths, in order
   */
  private record Place(DtNode node, NodePath parent, List<NodePath> children) {}

  private final Map<NodePath, Place> byPath = new LinkedHashMap<>();

  private final Map<NodePath, Map<String, Integer>> cells = new HashMap<>();

  Nodes(DeviceTree tree) {
    add(NodePath.ROOT, NodePath.ROOT, tree.root());
  }

  private void add(NodePath path, NodePath parent, DtNode node) {
    List<NodePath> children = new ArrayList<>(node.children().size());
    byPath.put(path, new Place(node, parent, children));
    for (DtNode child : node.children()) {
      NodePath at = path.child(child.name());
      children.add(at);
      add(at, path, child);
    }
  }

  /** Shows every node with its path, parents first, in the order of the tree. */
  void forEach(BiConsumer<NodePath, DtNode> visitor) {
    byPath.forEach((path, place) -> visitor.accept(path, place.node()));
  }

  /** The paths of the children of a node, in order; it must be of the tree. */
  List<NodePath> children(NodePath path) {
    return place(path).orElseThrow(() -> new IllegalArgumentException(path.text())).children();
  }

  /** The path of the parent; the root is its own. */
  NodePath parent(NodePath path) {
    return place(path).map(Place::parent).orElseGet(path::parent);
  }

  /** The node there; it must be of the tree. */
  DtNode at(NodePath path) {
    return find(path).orElseThrow(() -> new IllegalArgumentException(path.text()));
  }

  Optional<DtNode> find(NodePath path) {
    return place(path).map(Place::node);
  }

  private Optional<Place> place(NodePath path) {
    return Optional.ofNullable(byPath.get(path));
  }

  /** {@code of_bus_n_addr_cells()}: the nearest node upwards that says so, else one cell. */
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

  /** Whether some node may be a PCI bus, by type or name: only then PCI's rules matter. */
  boolean anyLooksLikePci() {
    return byPath.values().stream().map(Place::node).anyMatch(Nodes::looksLikePci);
  }

  /** {@code of_bus_pci_match()}. */
  static boolean looksLikePci(DtNode node) {
    return node.baseName().equals("pcie") || PCI_TYPES.contains(type(node));
  }

  /** {@code device_type}; empty text where there is none. */
  static String type(DtNode node) {
    return node.value("device_type")
        .flatMap(PropertyValue::strings)
        .map(list -> list.get(0))
        .orElse("");
  }

  /** {@code of_property_read_u32()}: the first cell of at least one. */
  static Optional<Integer> cell(DtNode node, String property) {
    return node.value(property)
        .map(PropertyValue::bytes)
        .filter(bytes -> bytes.length() >= Integer.BYTES)
        .map(bytes -> bytes.cell(0));
  }

  /** The cells of a property; what is left over at its end is not counted. */
  static Optional<List<Integer>> cells(DtNode node, String property) {
    return node.value(property).map(PropertyValue::wholeCells);
  }
}
