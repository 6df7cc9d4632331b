// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.tree.build;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.source.Span;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;
import org.dtbind.tree.PropertyValue;

/**
 * A node while the tree is being built. Confined to one {@link Draft}. Deleted nodes and properties
 * keep their places, because those that come back take them again.
 */
final class DraftNode {

  final String name;
  final Labels labels = new Labels();
  final List<DraftProperty> properties = new ArrayList<>();
  final List<DraftNode> children = new ArrayList<>();
  final List<Span> written = new ArrayList<>();
  private final Map<String, DraftNode> childByName = new HashMap<>();
  Optional<DraftNode> parent = Optional.empty();
  boolean deleted;
  boolean omitUnlessReferenced;
  boolean referenced;

  /** The phandle; 0 for none yet. */
  int phandle;

  DraftNode(String name) {
    this.name = name;
  }

  void add(DraftNode child) {
    child.parent = Optional.of(this);
    children.add(child);
    childByName.putIfAbsent(child.name, child);
  }

  /** Returns the first child of that name, deleted or not. */
  Optional<DraftNode> anyChild(String wanted) {
    return Optional.ofNullable(childByName.get(wanted));
  }

  /** Returns the first child of that name that is not deleted. */
  Optional<DraftNode> child(String wanted) {
    DraftNode first = childByName.get(wanted);
    if (first == null || !first.deleted) {
      return Optional.ofNullable(first);
    }
    for (DraftNode child : children) {
      if (child.name.equals(wanted) && !child.deleted) {
        return Optional.of(child);
      }
    }
    return Optional.empty();
  }

  /** Returns the first property of that name, deleted or not. */
  Optional<DraftProperty> anyProperty(String wanted) {
    for (DraftProperty property : properties) {
      if (property.name.equals(wanted)) {
        return Optional.of(property);
      }
    }
    return Optional.empty();
  }

  /** Returns the first property of that name that is not deleted. */
  Optional<DraftProperty> property(String wanted) {
    for (DraftProperty property : properties) {
      if (property.name.equals(wanted) && !property.deleted) {
        return Optional.of(property);
      }
    }
    return Optional.empty();
  }

  /** Adds a property that no source wrote. */
  void make(String property, PropertyValue value) {
    properties.add(new DraftProperty(property, value));
  }

  /** Returns the child of that name, made where there is none. */
  DraftNode made(String wanted) {
    Optional<DraftNode> known = child(wanted);
    if (known.isPresent()) {
      return known.get();
    }
    DraftNode child = new DraftNode(wanted);
    add(child);
    return child;
  }

  void delete() {
    deleted = true;
    for (DraftNode child : children) {
      if (!child.deleted) {
        child.delete();
      }
    }
    for (DraftProperty property : properties) {
      if (!property.deleted) {
        property.delete();
      }
    }
    labels.deleteAll();
  }

  NodePath path() {
    return parent.map(p -> p.path().child(name)).orElse(NodePath.ROOT);
  }

  /** Returns where it was first written. */
  Span span() {
    return written.isEmpty() ? Span.NONE : written.get(0);
  }

  DtNode freeze() {
    return new DtNode(
        name,
        labels.live(),
        properties.stream().filter(p -> !p.deleted).map(DraftProperty::freeze).toList(),
        children.stream().filter(c -> !c.deleted).map(DraftNode::freeze).toList(),
        written);
  }
}
