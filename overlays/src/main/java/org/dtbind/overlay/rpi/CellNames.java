// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.rpi;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dtbind.overlay.Overlay;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.NodePath;

/** Resolves cells of an unmerged tree to labels of the base or to nodes of the tree. */
final class CellNames {

  private final Map<String, String> labels = new HashMap<>();
  private final Map<Integer, NodePath> own;

  /** Offsets of references to nodes of this tree, by {@code NODE:PROPERTY}. */
  private final Map<String, Set<Integer>> local = new HashMap<>();

  private final DeviceTree tree;

  CellNames(DeviceTree tree) {
    this.tree = tree;
    this.own = tree.phandles();
    for (DtProperty label :
        tree.root().child(Overlay.FIXUPS).map(DtNode::properties).orElse(List.of())) {
      label
          .value()
          .strings()
          .ifPresent(places -> places.forEach(place -> labels.put(place, "&" + label.name())));
    }
  }

  Optional<NodePath> node(int phandle) {
    return Optional.ofNullable(own.get(phandle));
  }

  /**
   * {@return {@code &label} or the path of a node; empty if no fixup says that the cell is a
   * reference}
   */
  Optional<String> of(NodePath node, String property, int offset, int cell) {
    String label = labels.get(node + ":" + property + ":" + offset);
    return label != null
        ? Optional.of(label)
        : isLocal(node, property, offset) ? node(cell).map(NodePath::text) : Optional.empty();
  }

  private boolean isLocal(NodePath path, String property, int offset) {
    return local
        .computeIfAbsent(path + ":" + property, any -> locals(path, property))
        .contains(offset);
  }

  private Set<Integer> locals(NodePath path, String property) {
    Optional<DtNode> node = tree.root().child(Overlay.LOCAL_FIXUPS);
    for (String name : path.names()) {
      node = node.flatMap(above -> above.child(name));
    }
    return new HashSet<>(node.map(table -> table.cells(property)).orElse(List.of()));
  }
}
