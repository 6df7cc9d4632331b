// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.apply;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.source.Span;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.Label;
import org.dtbind.tree.NodePath;

/**
 * A node into which overlays are being merged. A node that no overlay changes stores only its
 * children. New properties and nodes come before existing ones, as in libfdt. Use in one thread.
 */
final class MergedNode {

  /** The properties that hold a node's phandle; the first one takes precedence. */
  static final List<String> PHANDLES = List.of("phandle", "linux,phandle");

  /** For up to this many children, a linear search is faster than a map. */
  private static final int FEW = 8;

  private final DtNode node;
  private final Optional<MergedNode> parent;
  private final int depth;

  /**
   * The order among siblings. Added nodes have negative numbers, so the last one added is the
   * first.
   */
  private final int place;

  private final List<MergedNode> children;
  private List<MergedNode> added = List.of();
  private List<MergedProperty> addedProperties = List.of();
  private List<Label> labels = List.of();
  private List<Span> written = List.of();
  private Optional<Map<String, MergedNode>> childTable = Optional.empty();
  private Optional<List<MergedProperty>> properties = Optional.empty();
  private Map<String, MergedProperty> propertyTable = Map.of();
  private boolean changed;

  private MergedNode(DtNode node, Optional<MergedNode> parent, int place) {
    this.node = node;
    this.parent = parent;
    this.place = place;
    this.depth = parent.isPresent() ? parent.get().depth + 1 : 0;
    this.children = node.children().isEmpty() ? List.of() : new ArrayList<>(node.children().size());
    if (!node.children().isEmpty()) {
      Optional<MergedNode> self = Optional.of(this);
      for (DtNode child : node.children()) {
        children.add(new MergedNode(child, self, children.size()));
      }
    }
  }

  static MergedNode of(DtNode root) {
    return new MergedNode(root, Optional.empty(), 0);
  }

  String name() {
    return node.name();
  }

  /** Returns whether this node comes before another one in the order of the blob. */
  boolean isBefore(MergedNode other) {
    MergedNode one = this;
    MergedNode two = other;
    while (one.depth > two.depth) {
      one = one.parent.orElseThrow();
    }
    while (two.depth > one.depth) {
      two = two.parent.orElseThrow();
    }
    if (one == two) {
      return depth < other.depth;
    }
    while (one.parent.orElseThrow() != two.parent.orElseThrow()) {
      one = one.parent.orElseThrow();
      two = two.parent.orElseThrow();
    }
    return one.place < two.place;
  }

  /** Returns the node before anything was merged. */
  DtNode original() {
    return node;
  }

  int depth() {
    return depth;
  }

  NodePath path() {
    return parent.isPresent() ? parent.get().path().child(name()) : NodePath.ROOT;
  }

  /** Returns the original children, without added ones. */
  List<MergedNode> children() {
    return children;
  }

  /**
   * Returns the first child that matches a name. A name without a unit address matches a child with
   * any unit address, as in libfdt ({@code fdt_nodename_eq_()}).
   */
  Optional<MergedNode> child(String name) {
    if (children.size() + added.size() <= FEW) {
      for (int i = added.size() - 1; i >= 0; i--) {
        if (added.get(i).fits(name)) {
          return Optional.of(added.get(i));
        }
      }
      for (MergedNode child : children) {
        if (child.fits(name)) {
          return Optional.of(child);
        }
      }
      return Optional.empty();
    }
    if (childTable.isEmpty()) {
      Map<String, MergedNode> table = new HashMap<>();
      for (int i = children.size() - 1; i >= 0; i--) {
        enter(table, children.get(i));
      }
      for (MergedNode child : added) {
        enter(table, child);
      }
      childTable = Optional.of(table);
    }
    return Optional.ofNullable(childTable.get().get(name));
  }

  /**
   * Returns the first child with exactly this name; added children count only if they are the first
   * match.
   */
  Optional<MergedNode> childCalled(String name) {
    Optional<MergedNode> first = child(name);
    if (first.isPresent() && first.get().name().equals(name)) {
      return first;
    }
    for (MergedNode child : children) {
      if (child.name().equals(name)) {
        return Optional.of(child);
      }
    }
    return Optional.empty();
  }

  /** Enters a child that precedes all children in the table. */
  private static void enter(Map<String, MergedNode> table, MergedNode child) {
    table.put(child.name(), child);
    table.put(DtNode.baseName(child.name()), child);
  }

  private boolean fits(String name) {
    String own = name();
    return own.equals(name)
        || own.length() > name.length()
            && own.charAt(name.length()) == '@'
            && own.startsWith(name)
            && name.indexOf('@') < 0;
  }

  /** Adds a child before all others, as libfdt does. */
  MergedNode add(String name, Span named) {
    DtNode empty = new DtNode(name, List.of(), List.of(), List.of(), named, List.of());
    MergedNode child = new MergedNode(empty, Optional.of(this), -1 - added.size());
    added = and(added, child);
    if (childTable.isPresent()) {
      enter(childTable.get(), child);
    }
    child.touch();
    return child;
  }

  /** Adds labels, and the source positions of what was merged into this node. */
  void write(List<Label> more, List<Span> spans) {
    for (Label label : more) {
      labels = and(labels, label);
    }
    for (Span span : spans) {
      written = and(written, span);
    }
    touch();
  }

  Optional<MergedProperty> property(String name) {
    open();
    return Optional.ofNullable(propertyTable.get(name));
  }

  /** Returns the current values of the original properties, without added ones. */
  List<DtProperty> frozenProperties() {
    if (properties.isEmpty()) {
      return node.properties();
    }
    List<DtProperty> frozen = new ArrayList<>(properties.get().size());
    for (MergedProperty property : properties.get()) {
      frozen.add(property.freeze());
    }
    return frozen;
  }

  Optional<Integer> phandle() {
    if (properties.isEmpty()) {
      return node.phandle();
    }
    for (String name : PHANDLES) {
      Optional<MergedProperty> property = property(name);
      if (property.isPresent() && property.get().length() == 4) {
        return Optional.of(property.get().cell(0));
      }
    }
    return Optional.empty();
  }

  private List<MergedProperty> open() {
    if (properties.isEmpty()) {
      List<MergedProperty> opened = new ArrayList<>(node.properties().size());
      propertyTable = new HashMap<>();
      for (DtProperty property : node.properties()) {
        MergedProperty merged = new MergedProperty(property);
        opened.add(merged);
        propertyTable.putIfAbsent(property.name(), merged);
      }
      properties = Optional.of(opened);
    }
    return properties.get();
  }

  /**
   * Replaces the property of that name, or adds it before all others; returns whether it was added.
   */
  boolean set(DtProperty property) {
    Optional<MergedProperty> known = property(property.name());
    if (known.isPresent()) {
      known.get().replace(property);
    } else {
      MergedProperty merged = new MergedProperty(property);
      addedProperties = and(addedProperties, merged);
      propertyTable.put(property.name(), merged);
    }
    touch();
    return known.isEmpty();
  }

  /**
   * Returns the list with an element added. Most nodes never need one, so they share the empty
   * list.
   */
  private static <T> List<T> and(List<T> list, T one) {
    List<T> all = list.isEmpty() ? new ArrayList<>(2) : list;
    all.add(one);
    return all;
  }

  /** Marks this node and its ancestors, so that {@link #freeze} copies them. */
  private void touch() {
    changed = true;
    Optional<MergedNode> above = parent;
    while (above.isPresent() && !above.get().changed) {
      above.get().changed = true;
      above = above.get().parent;
    }
  }

  /** Marks all nodes whose properties were opened, as their cells may be patched. */
  void touchPatched() {
    if (properties.isPresent()) {
      touch();
    }
    for (MergedNode child : children) {
      child.touchPatched();
    }
  }

  DtNode freeze() {
    if (!changed) {
      return node;
    }
    List<DtProperty> frozen = new ArrayList<>();
    for (int i = addedProperties.size() - 1; i >= 0; i--) {
      frozen.add(addedProperties.get(i).freeze());
    }
    frozen.addAll(frozenProperties());
    List<DtNode> below = new ArrayList<>();
    for (int i = added.size() - 1; i >= 0; i--) {
      below.add(added.get(i).freeze());
    }
    for (MergedNode child : children) {
      below.add(child.freeze());
    }
    List<Label> allLabels = new ArrayList<>(node.labels());
    allLabels.addAll(labels);
    List<Span> allWritten = new ArrayList<>(node.written());
    allWritten.addAll(written);
    return new DtNode(name(), allLabels, frozen, below, node.named(), allWritten);
  }
}
