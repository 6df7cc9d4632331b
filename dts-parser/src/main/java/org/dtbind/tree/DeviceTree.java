// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.tree;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.dtbind.source.Origins;

/**
 * A devicetree: a base or an overlay.
 *
 * @param root the node with the empty name
 * @param reservations the memory reservations, in order
 * @param bootCpu the physical id of the boot processor, {@code boot_cpuid_phys} of a blob
 * @param plugin whether the tree is an overlay, which source declares with {@code /plugin/}
 * @param origins maps positions in the tree to places in files
 * @param emptied paths of the nodes whose children were all deleted by the source: some checks
 *     distinguish them from nodes that never had children
 */
public record DeviceTree(
    DtNode root,
    List<Reservation> reservations,
    int bootCpu,
    boolean plugin,
    Origins origins,
    Set<NodePath> emptied) {

  /** Copies the collections. */
  public DeviceTree {
    reservations = List.copyOf(reservations);
    emptied = Set.copyOf(emptied);
  }

  /**
   * Creates a tree without deleted nodes.
   *
   * @param root the node with the empty name
   * @param reservations the memory reservations, in order
   * @param bootCpu the physical id of the boot processor
   * @param plugin whether the tree is an overlay
   * @param origins maps positions in the tree to places in files
   */
  public DeviceTree(
      DtNode root, List<Reservation> reservations, int bootCpu, boolean plugin, Origins origins) {
    this(root, reservations, bootCpu, plugin, origins, Set.of());
  }

  /**
   * {@return this tree with other nodes}
   *
   * @param other the node with the empty name
   */
  public DeviceTree withRoot(DtNode other) {
    return new DeviceTree(other, reservations, bootCpu, plugin, origins, emptied);
  }

  /**
   * {@return this tree with other memory reservations}
   *
   * @param other the reservations, in order
   */
  public DeviceTree withReservations(List<Reservation> other) {
    return new DeviceTree(root, other, bootCpu, plugin, origins, emptied);
  }

  /**
   * {@return the default boot processor of a tree: the cell in {@code reg} of the first node below
   * {@code /cpus}, or 0}
   */
  public int firstProcessor() {
    return root.child("cpus")
        .flatMap(cpus -> cpus.children().stream().findFirst())
        .flatMap(cpu -> cpu.cell("reg"))
        .orElse(0);
  }

  /**
   * {@return this tree without {@code name} properties that repeat the name of their node: blobs
   * before version 16 have them, and dtc removes them}
   */
  public DeviceTree withoutNames() {
    return withRoot(root.withoutNames());
  }

  /**
   * {@return this tree with another boot processor}
   *
   * @param id the physical id of the processor
   */
  public DeviceTree bootedBy(int id) {
    return new DeviceTree(root, reservations, id, plugin, origins, emptied);
  }

  /**
   * {@return the node at {@code path}; empty if it does not exist}
   *
   * @param path the path from the root
   */
  public Optional<DtNode> node(NodePath path) {
    DtNode node = root;
    String text = path.text();
    int from = 1;
    while (from < text.length()) {
      int slash = text.indexOf('/', from);
      int end = slash < 0 ? text.length() : slash;
      Optional<DtNode> child = node.child(text.substring(from, end));
      if (child.isEmpty()) {
        return child;
      }
      node = child.get();
      from = end + 1;
    }
    return Optional.of(node);
  }

  /**
   * {@return the first missing node on a path: the path or one of its parents; empty if the path
   * exists}
   *
   * @param path the path from the root
   */
  public Optional<NodePath> firstMissing(NodePath path) {
    Optional<DtNode> node = Optional.of(root);
    NodePath at = NodePath.ROOT;
    for (String name : path.names()) {
      at = at.child(name);
      node = node.flatMap(parent -> parent.child(name));
      if (node.isEmpty()) {
        return Optional.of(at);
      }
    }
    return Optional.empty();
  }

  /**
   * {@return the paths of all children of a node, in order; none if the node does not exist}
   *
   * @param parent the path of the node from the root
   */
  public List<NodePath> childPaths(NodePath parent) {
    return node(parent).stream()
        .flatMap(node -> node.children().stream())
        .map(child -> parent.child(child.name()))
        .toList();
  }

  /**
   * Visits each node with its path, parents first, in the order of the tree.
   *
   * @param visitor receives the path and the node
   */
  public void forEach(BiConsumer<NodePath, DtNode> visitor) {
    walk(NodePath.ROOT, root, visitor);
  }

  private static void walk(NodePath path, DtNode node, BiConsumer<NodePath, DtNode> visitor) {
    visitor.accept(path, node);
    for (DtNode child : node.children()) {
      walk(path.child(child.name()), child, visitor);
    }
  }

  /**
   * {@return the paths of labelled nodes by label, in order: from {@code /__symbols__} or, if that
   * node does not exist, from the labels in source}
   */
  public Map<String, NodePath> symbols() {
    Optional<DtNode> symbols = root.child("__symbols__");
    if (symbols.isPresent()) {
      return paths(symbols.get());
    }
    Map<String, NodePath> labels = new LinkedHashMap<>();
    forEach((path, node) -> node.labels().forEach(l -> labels.putIfAbsent(l.name(), path)));
    return labels;
  }

  /**
   * {@return the paths of the nodes with a phandle, by phandle; the first node if several have an
   * equal one}
   */
  public Map<Integer, NodePath> phandles() {
    Map<Integer, NodePath> phandles = new HashMap<>();
    forEach((path, node) -> node.phandle().ifPresent(p -> phandles.putIfAbsent(p, path)));
    return phandles;
  }

  /** {@return the paths in {@code /aliases} by alias, in order} */
  public Map<String, NodePath> aliases() {
    return root.child("aliases").map(DeviceTree::paths).orElse(Map.of());
  }

  /**
   * Normalizes a path. libfdt appends a slash to the paths in symbols of nodes that an overlay
   * extends.
   */
  private static NodePath plain(String text) {
    String once = text.replaceAll("/+", "/");
    boolean ended = once.length() > 1 && once.endsWith("/");
    return new NodePath(ended ? once.substring(0, once.length() - 1) : once);
  }

  private static Map<String, NodePath> paths(DtNode node) {
    Map<String, NodePath> paths = new LinkedHashMap<>();
    for (DtProperty property : node.properties()) {
      property
          .value()
          .string()
          .filter(text -> text.startsWith("/"))
          .ifPresent(text -> paths.put(property.name(), plain(text)));
    }
    return paths;
  }
}
