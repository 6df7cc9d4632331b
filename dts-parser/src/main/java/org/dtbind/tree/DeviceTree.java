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
 * A devicetree: a base, or an overlay.
 *
 * @param root the node with the empty name
 * @param reservations in order
 * @param bootCpu the physical id of the boot processor, {@code boot_cpuid_phys} of a blob
 * @param plugin whether the source declares it {@code /plugin/}: an overlay
 * @param origins the places of its positions
 * @param emptied nodes whose children were all deleted again by the source: some checks distinguish
 *     them from nodes that never had any
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
   * Creates a tree from which nothing was deleted.
   *
   * @param root the node with the empty name
   * @param reservations in order
   * @param bootCpu the physical id of the boot processor
   * @param plugin whether it is an overlay
   * @param origins where its positions come from
   */
  public DeviceTree(
      DtNode root, List<Reservation> reservations, int bootCpu, boolean plugin, Origins origins) {
    this(root, reservations, bootCpu, plugin, origins, Set.of());
  }

  /**
   * {@return the default boot processor of a tree: {@code reg} of the first node below {@code
   * /cpus}, or 0}
   */
  public int firstProcessor() {
    return root.child("cpus")
        .flatMap(cpus -> cpus.children().stream().findFirst())
        .flatMap(cpu -> cpu.cell("reg"))
        .orElse(0);
  }

  /**
   * {@return this tree without {@code name} properties that repeat the node's name: a relic of
   * older versions of the format, which dtc removes}
   */
  public DeviceTree withoutNames() {
    return new DeviceTree(root.withoutNames(), reservations, bootCpu, plugin, origins, emptied);
  }

  /**
   * {@return this, with another boot processor}
   *
   * @param id its physical id
   */
  public DeviceTree bootedBy(int id) {
    return new DeviceTree(root, reservations, id, plugin, origins, emptied);
  }

  /**
   * {@return the node at {@code path}}
   *
   * @param path from the root
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
   * {@return the first part of a path that does not exist: the path itself or one above it; empty
   * if the path exists}
   *
   * @param path from the root
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
   * {@return the paths of all children of a node, in order; none if there is no such node}
   *
   * @param parent from the root
   */
  public List<NodePath> childPaths(NodePath parent) {
    return node(parent).stream()
        .flatMap(node -> node.children().stream())
        .map(child -> parent.child(child.name()))
        .toList();
  }

  /**
   * Visits every node with its path, parents first, in the order of the tree.
   *
   * @param visitor gets path and node
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
   * {@return the paths by label in {@code /__symbols__} or, without such a node, those of the
   * labels in source; in order}
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

  /** {@return the nodes that have a phandle, by it; the first one of those that share it} */
  public Map<Integer, NodePath> phandles() {
    Map<Integer, NodePath> phandles = new HashMap<>();
    forEach((path, node) -> node.phandle().ifPresent(p -> phandles.putIfAbsent(p, path)));
    return phandles;
  }

  /** {@return the paths that {@code /aliases} gives by alias, in order} */
  public Map<String, NodePath> aliases() {
    return root.child("aliases").map(DeviceTree::paths).orElse(Map.of());
  }

  /**
   * A path as others may write it: libfdt ends the symbol of what an overlay adds to in a slash.
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
