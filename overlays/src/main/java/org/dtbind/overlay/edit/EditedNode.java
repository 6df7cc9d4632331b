// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.edit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.diag.Message;
import org.dtbind.diag.NodeLimits;
import org.dtbind.source.Span;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.Label;
import org.dtbind.tree.NodePath;
import org.jspecify.annotations.Nullable;

/**
 * A node of a tree that overlays or parameters change. A node that is not changed stores only its
 * children. New properties and nodes come before existing ones, as in libfdt. Use in one thread.
 */
public final class EditedNode {

  /** The properties that hold a node's phandle; the first one takes precedence. */
  public static final List<String> PHANDLES = List.of("phandle", "linux,phandle");

  /** For up to this many children, a linear search is faster than a map. */
  private static final int FEW = 8;

  private final DtNode node;
  private final Optional<EditedNode> parent;
  private final int depth;

  /**
   * The order among siblings. Added nodes have negative numbers, so the last one added is the
   * first.
   */
  private final int place;

  private final List<EditedNode> children;
  private List<EditedNode> added = List.of();
  private List<EditedProperty> addedProperties = List.of();
  private List<Label> labels = List.of();
  private List<Span> written = List.of();
  private Optional<Map<String, EditedNode>> childTable = Optional.empty();

  /** The first child with exactly each name. Only needed if another child fits a name, too. */
  private Optional<Map<String, EditedNode>> exactTable = Optional.empty();

  private Optional<List<EditedProperty>> properties = Optional.empty();
  private Map<String, EditedProperty> propertyTable = Map.of();

  /** Whether several properties have the same name, which a blob can contain. */
  private boolean repeated;

  private String name;
  private boolean changed;

  private EditedNode(DtNode node, Optional<EditedNode> parent, int place) {
    this.node = node;
    this.name = node.name();
    this.parent = parent;
    this.place = place;
    this.depth = parent.isPresent() ? parent.get().depth + 1 : 0;
    this.children = node.children().isEmpty() ? List.of() : new ArrayList<>(node.children().size());
    if (!node.children().isEmpty()) {
      Optional<EditedNode> self = Optional.of(this);
      for (DtNode child : node.children()) {
        children.add(new EditedNode(child, self, children.size()));
      }
    }
  }

  /** {@return a tree in which nothing is changed yet} */
  public static EditedNode of(DtNode root) {
    return new EditedNode(root, Optional.empty(), 0);
  }

  /** {@return the current name, with the unit address} */
  public String name() {
    return name;
  }

  /** Gives this node another name. */
  public void rename(String other) {
    name = other;
    if (parent.isPresent()) {
      parent.get().childTable = Optional.empty();
      parent.get().exactTable = Optional.empty();
    }
    touch();
  }

  /** {@return whether this node comes before another one in the order of the blob} */
  public boolean isBefore(EditedNode other) {
    EditedNode node = this;
    EditedNode two = other;
    while (node.depth > two.depth) {
      node = node.parent.orElseThrow();
    }
    while (two.depth > node.depth) {
      two = two.parent.orElseThrow();
    }
    if (node == two) {
      return depth < other.depth;
    }
    while (node.parent.orElseThrow() != two.parent.orElseThrow()) {
      node = node.parent.orElseThrow();
      two = two.parent.orElseThrow();
    }
    return node.place < two.place;
  }

  /** {@return the node as it was before any change} */
  public DtNode original() {
    return node;
  }

  /** {@return the parent; empty for the root} */
  public Optional<EditedNode> parent() {
    return parent;
  }

  /** {@return the number of nodes above this one} */
  public int depth() {
    return depth;
  }

  /** {@return why a child of this name cannot be added; empty if it can} */
  public Optional<Message> exceededBy(String child) {
    int length = child.length();
    for (Optional<EditedNode> at = Optional.of(this); at.isPresent(); at = at.get().parent) {
      length += at.get().name.length() + 1;
    }
    return NodeLimits.exceeded(depth + 1, length);
  }

  public NodePath path() {
    return parent.isPresent() ? parent.get().path().child(name) : NodePath.ROOT;
  }

  /** {@return the original children, without added ones} */
  public List<EditedNode> children() {
    return children;
  }

  /**
   * {@return the first child that matches a name} A name without a unit address matches a child
   * with any unit address, as in libfdt ({@code fdt_nodename_eq_()}).
   */
  public Optional<EditedNode> child(String wanted) {
    if (children.size() + added.size() <= FEW) {
      for (int i = added.size() - 1; i >= 0; i--) {
        if (added.get(i).fits(wanted)) {
          return Optional.of(added.get(i));
        }
      }
      for (EditedNode child : children) {
        if (child.fits(wanted)) {
          return Optional.of(child);
        }
      }
      return Optional.empty();
    }
    if (childTable.isEmpty()) {
      Map<String, EditedNode> table = new HashMap<>();
      for (int i = children.size() - 1; i >= 0; i--) {
        enter(table, children.get(i));
      }
      for (EditedNode child : added) {
        enter(table, child);
      }
      childTable = Optional.of(table);
    }
    return Optional.ofNullable(childTable.get().get(wanted));
  }

  /** {@return the first child with exactly this name} */
  public Optional<EditedNode> childCalled(String wanted) {
    Optional<EditedNode> first = child(wanted);
    if (first.isEmpty() || first.get().name.equals(wanted)) {
      return first;
    }
    if (exactTable.isEmpty()) {
      Map<String, EditedNode> table = new HashMap<>();
      for (int i = children.size() - 1; i >= 0; i--) {
        table.put(children.get(i).name, children.get(i));
      }
      for (EditedNode child : added) {
        table.put(child.name, child);
      }
      exactTable = Optional.of(table);
    }
    return Optional.ofNullable(exactTable.get().get(wanted));
  }

  /** Enters a child that precedes all children in the table. */
  private static void enter(Map<String, EditedNode> table, EditedNode child) {
    table.put(child.name, child);
    table.put(DtNode.baseName(child.name), child);
  }

  private boolean fits(String wanted) {
    return name.equals(wanted)
        || name.length() > wanted.length()
            && name.charAt(wanted.length()) == '@'
            && name.startsWith(wanted)
            && wanted.indexOf('@') < 0;
  }

  /** Adds a child before all others, as libfdt does. */
  public EditedNode add(String called, Span named) {
    DtNode empty = new DtNode(called, List.of(), List.of(), List.of(), named, List.of());
    EditedNode child = new EditedNode(empty, Optional.of(this), -1 - added.size());
    added = and(added, child);
    if (childTable.isPresent()) {
      enter(childTable.get(), child);
    }
    if (exactTable.isPresent()) {
      exactTable.get().put(called, child);
    }
    child.touch();
    return child;
  }

  /** Adds labels, and the source positions of what was merged into this node. */
  public void write(List<Label> more, List<Span> spans) {
    for (Label label : more) {
      labels = and(labels, label);
    }
    for (Span span : spans) {
      written = and(written, span);
    }
    touch();
  }

  public Optional<EditedProperty> property(String wanted) {
    open();
    return Optional.ofNullable(propertyTable.get(wanted));
  }

  /** {@return the current values of the original properties, without added ones} */
  public List<DtProperty> frozenProperties() {
    if (properties.isEmpty()) {
      return node.properties();
    }
    List<DtProperty> frozen = new ArrayList<>(properties.get().size());
    for (EditedProperty property : properties.get()) {
      if (!property.isRemoved()) {
        frozen.add(property.freeze());
      }
    }
    return frozen;
  }

  public Optional<Integer> phandle() {
    if (properties.isEmpty()) {
      return node.phandle();
    }
    for (String phandle : PHANDLES) {
      Optional<EditedProperty> property = property(phandle);
      if (property.isPresent() && property.get().length() == 4) {
        return Optional.of(property.get().cell(0));
      }
    }
    return Optional.empty();
  }

  private void open() {
    if (properties.isEmpty()) {
      List<EditedProperty> opened = new ArrayList<>(node.properties().size());
      propertyTable = new HashMap<>();
      for (DtProperty property : node.properties()) {
        EditedProperty merged = new EditedProperty(property);
        opened.add(merged);
        repeated |= propertyTable.putIfAbsent(property.name(), merged) != null;
      }
      properties = Optional.of(opened);
    }
  }

  /**
   * Sets the value of the property of that name, or adds the property before all others.
   *
   * @param property the value, and the places to add to those of the property
   */
  public boolean set(DtProperty property) {
    Optional<EditedProperty> known = property(property.name());
    if (known.isPresent()) {
      known.get().replace(property);
    } else {
      EditedProperty merged = new EditedProperty(property);
      addedProperties = and(addedProperties, merged);
      propertyTable.put(property.name(), merged);
    }
    touch();
    return known.isEmpty();
  }

  /** Removes a property: the first one with this name, as libfdt does. */
  public void remove(String property) {
    open();
    @Nullable EditedProperty gone = propertyTable.remove(property);
    if (gone != null) {
      gone.remove();
      for (EditedProperty other : repeated ? properties.orElseThrow() : List.<EditedProperty>of()) {
        if (other.name().equals(property) && !other.isRemoved()) {
          propertyTable.putIfAbsent(property, other);
        }
      }
      touch();
    }
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
    Optional<EditedNode> above = parent;
    while (above.isPresent() && !above.get().changed) {
      above.get().changed = true;
      above = above.get().parent;
    }
  }

  /** Marks all nodes whose properties were opened, as their cells may be patched. */
  public void touchPatched() {
    if (properties.isPresent()) {
      touch();
    }
    for (EditedNode child : children) {
      child.touchPatched();
    }
  }

  public DtNode freeze() {
    if (!changed) {
      return node;
    }
    List<DtProperty> frozen = new ArrayList<>();
    for (int i = addedProperties.size() - 1; i >= 0; i--) {
      if (!addedProperties.get(i).isRemoved()) {
        frozen.add(addedProperties.get(i).freeze());
      }
    }
    frozen.addAll(frozenProperties());
    List<DtNode> below = new ArrayList<>();
    for (int i = added.size() - 1; i >= 0; i--) {
      below.add(added.get(i).freeze());
    }
    for (EditedNode child : children) {
      below.add(child.freeze());
    }
    List<Label> allLabels = new ArrayList<>(node.labels());
    allLabels.addAll(labels);
    List<Span> allWritten = new ArrayList<>(node.written());
    allWritten.addAll(written);
    return new DtNode(name, allLabels, frozen, below, node.named(), allWritten);
  }
}
