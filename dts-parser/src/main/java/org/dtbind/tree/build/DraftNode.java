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

/**
 * A node under construction. Confined to one {@link Draft}.
 *
 * <p>It is not an {@code EditedNode} of {@code overlay.edit}, which changes a finished tree by
 * libfdt's rules: new nodes come first, and none is deleted. Here, as in dtc, they come last, what
 * is deleted keeps its place and can be added again, and values may still contain references.
 */
final class DraftNode implements Slots.Slot {

  final String name;

  /**
   * The place of the first mention of the name; {@link Span#NONE} if the node is not from source.
   */
  Span named;

  final Labels labels = new Labels();
  final Slots<DraftProperty> properties = new Slots<>();
  final Slots<DraftNode> children = new Slots<>();
  private List<Span> written = List.of();
  Optional<DraftNode> parent = Optional.empty();

  /** Computed by the first call of {@link #path()}. */
  private Optional<NodePath> path = Optional.empty();

  /** Number of levels below the root. */
  int depth;

  /** Length of the path; 0 for the root. */
  int pathLength;

  boolean deleted;

  /** The last statement that deleted the node itself. */
  private Optional<Span> deletedAt = Optional.empty();

  /** Whether any property contains, or contained, a reference. */
  boolean refers;

  boolean omitUnlessReferenced;
  boolean referenced;

  /** The phandle; 0 if none is assigned. */
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

  /** Adds a place that contributes to the node. */
  void write(Span span) {
    if (written.isEmpty()) {
      written = List.of(span);
    } else {
      // Use an immutable list for one element: most nodes have only one place.
      written = written.size() > 1 ? written : new ArrayList<>(written);
      written.add(span);
    }
  }

  /** Returns all places that contribute to the node, in order. */
  List<Span> written() {
    return written;
  }

  void add(DraftNode child) {
    child.parent = Optional.of(this);
    child.depth = depth + 1;
    child.pathLength = pathLength + 1 + child.name.length();
    children.add(child);
  }

  /** Adds a property that is not from source. */
  DraftProperty make(String property, PropertyValue value) {
    DraftProperty made = new DraftProperty(property, value);
    properties.add(made);
    refers |= made.refers();
    return made;
  }

  /** Returns the child with a name, and creates it if necessary. */
  DraftNode made(String wanted) {
    Optional<DraftNode> known = children.live(wanted);
    if (known.isPresent()) {
      return known.get();
    }
    DraftNode child = new DraftNode(wanted, Span.NONE);
    add(child);
    return child;
  }

  /** Whether the node exists and has a label. */
  boolean bears(String label) {
    return !deleted && !labels.hasDeleted(label);
  }

  /** Returns the place that deleted the node, or a node around it. */
  Optional<Span> deletion() {
    DraftNode node = this;
    while (node.deletedAt.isEmpty() && node.parent.isPresent()) {
      node = node.parent.get();
    }
    return node.deletedAt;
  }

  /**
   * Deletes the node and all below it.
   *
   * @param at the statement
   */
  void delete(Span at) {
    deletedAt = Optional.of(at);
    delete();
  }

  /** Adds the node again if it is deleted; what was below it stays deleted. */
  void restore() {
    deleted = false;
    deletedAt = Optional.empty();
  }

  void delete() {
    deleted = true;
    children.deleteAll(DraftNode::delete);
    properties.deleteAll(DraftProperty::delete);
    labels.deleteAll();
  }

  NodePath path() {
    if (path.isEmpty()) {
      path = Optional.of(parent.isPresent() ? parent.get().path().child(name) : NodePath.ROOT);
    }
    return path.get();
  }

  DtNode freeze() {
    List<DraftProperty> drafts = properties.all();
    List<DtProperty> frozen = new ArrayList<>(drafts.size());
    for (int i = 0; i < drafts.size(); i++) {
      if (!drafts.get(i).deleted) {
        frozen.add(drafts.get(i).freeze());
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
