// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.rpi;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dtbind.overlay.edit.EditedNode;
import org.dtbind.overlay.edit.EditedProperty;
import org.dtbind.overlay.edit.NodesByPhandle;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.NodePath;
import org.dtbind.tree.PropertyValue;

/**
 * A tree whose node names and properties are changed by parameters, and a record of the changes.
 * Use in one thread.
 */
final class EditedTree {

  /** The work of recording a change, which takes as much memory. */
  private static final int CHANGE = 100;

  private final DeviceTree tree;
  private final EditedNode root;
  private final NodesByPhandle phandles = new NodesByPhandle();

  /** The overrides that set each property. An override can set a property many times. */
  private final Map<EditedProperty, Set<String>> overrides = new HashMap<>();

  private final List<ParameterChange> changes = new ArrayList<>();
  private boolean renamed;
  private long work;

  EditedTree(DeviceTree tree) {
    this.tree = tree;
    this.root = EditedNode.of(tree.root());
    index(root);
  }

  private void index(EditedNode node) {
    node.original().phandle().ifPresent(phandle -> phandles.add(phandle, node));
    node.children().forEach(this::index);
  }

  Optional<EditedNode> byPhandle(int phandle) {
    return phandles.node(phandle);
  }

  /** Returns the first child of the root with this current name. */
  Optional<EditedNode> fragment(String name) {
    return root.child(name);
  }

  NodePath path(EditedNode node) {
    NodePath path = node.path();
    work += path.text().length();
    return path;
  }

  /** Sets a property, and adds the places of the override to it. */
  void set(EditedNode node, String name, PropertyValue value, DtProperty override) {
    Optional<Integer> before = node.phandle();
    work += CHANGE + value.bytes().length();
    boolean added = node.set(new DtProperty(name, value, List.of(), List.of()));
    EditedProperty property = node.property(name).orElseThrow();
    if (overrides.computeIfAbsent(property, any -> new HashSet<>()).add(override.name())) {
      work += override.written().size();
      property.write(override.written());
    }
    changes.add(new ParameterChange(path(node), name, Optional.of(value.bytes()), added));
    renumber(node, before);
  }

  private void renumber(EditedNode node, Optional<Integer> before) {
    Optional<Integer> now = node.phandle();
    if (!before.equals(now)) {
      before.ifPresent(phandle -> phandles.remove(phandle, node));
      now.ifPresent(phandle -> phandles.add(phandle, node));
    }
  }

  void remove(EditedNode node, String name) {
    if (node.property(name).isPresent()) {
      work += CHANGE;
      Optional<Integer> before = node.phandle();
      node.remove(name);
      renumber(node, before);
      changes.add(new ParameterChange(path(node), name, Optional.empty(), false));
    }
  }

  void rename(EditedNode node, String name) {
    if (!node.name().equals(name)) {
      renamed = true;
      // The next search among the siblings reads all of their names.
      work += CHANGE + node.parent().map(above -> above.children().size()).orElse(0);
      node.rename(name);
    }
  }

  /** Returns whether any node was renamed. */
  boolean isRenamed() {
    return renamed;
  }

  /** Returns a measure of the time and memory spent so far: the bytes set, and nodes visited. */
  long work() {
    return work;
  }

  List<ParameterChange> changes() {
    return changes;
  }

  DeviceTree freeze() {
    return tree.withRoot(root.freeze());
  }
}
