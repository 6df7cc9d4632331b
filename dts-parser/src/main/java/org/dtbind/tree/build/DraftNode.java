// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.tree.build;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.source.Span;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.NodePath;
import org.dtbind.tree.PropertyValue;

/** A node while the tree is being built. Confined to one {@link Draft}. */
final class DraftNode implements Slots.Slot {

  final String name;

  /** Where it was first named; {@link Span#NONE} where no source did. */
  Span named;

  final Labels labels = new Labels();
  final Slots<DraftProperty> properties = new Slots<>();
  final Slots<DraftNode> children = new Slots<>();
  private List<Span> written = List.of();
  Optional<DraftNode> parent = Optional.empty();

  /** Its path, once somebody asked for it. */
  private Optional<NodePath> path = Optional.empty();

  /** Levels below the root. */
  int depth;

  boolean deleted;

  /** Whether a property of it does or did refer to nodes. */
  boolean refers;

  boolean omitUnlessReferenced;
  boolean referenced;

  /** The phandle; 0 for none yet. */
  int phandle;

  DraftNode(String name, Span named) {
    this.name = name;
    this.named = named;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean deleted() {
    return deleted;
  }

  /** Takes a place that adds to it. */
  void write(Span span) {
    if (written.isEmpty()) {
      written = List.of(span);
    } else {
      // Most are written once.
      written = written.size() > 1 ? written : new ArrayList<>(written);
      written.add(span);
    }
  }

  /** Returns every place that adds to it, in order. */
  List<Span> written() {
    return written;
  }

  void add(DraftNode child) {
    child.parent = Optional.of(this);
    child.depth = depth + 1;
    children.add(child);
  }

  /** Adds a property that no source wrote. */
  DraftProperty make(String property, PropertyValue value) {
    DraftProperty made = new DraftProperty(property, value);
    properties.add(made);
    refers |= made.refers();
    return made;
  }

  /** Returns the child of that name, made where there is none. */
  DraftNode made(String wanted) {
    Optional<DraftNode> known = children.live(wanted);
    if (known.isPresent()) {
      return known.get();
    }
    DraftNode child = new DraftNode(wanted, Span.NONE);
    add(child);
    return child;
  }

  void delete() {
    deleted = true;
    for (DraftNode child : children.all()) {
      if (!child.deleted) {
        child.delete();
      }
    }
    for (DraftProperty property : properties.all()) {
      if (!property.deleted) {
        property.delete();
      }
    }
    labels.deleteAll();
  }

  NodePath path() {
    if (path.isEmpty()) {
      path = Optional.of(parent.isPresent() ? parent.get().path().child(name) : NodePath.ROOT);
    }
    return path.get();
  }

  DtNode freeze() {
    List<DraftProperty> ours = properties.all();
    List<DtProperty> frozen = new ArrayList<>(ours.size());
    for (int i = 0; i < ours.size(); i++) {
      if (!ours.get(i).deleted) {
        frozen.add(ours.get(i).freeze());
      }
    }
    List<DraftNode> nodes = children.all();
    List<DtNode> below = nodes.isEmpty() ? List.of() : new ArrayList<>(nodes.size());
    for (int i = 0; i < nodes.size(); i++) {
      if (!nodes.get(i).deleted) {
        below.add(nodes.get(i).freeze());
      }
    }
    return new DtNode(name, labels.live(), frozen, below, named, written);
  }
}
