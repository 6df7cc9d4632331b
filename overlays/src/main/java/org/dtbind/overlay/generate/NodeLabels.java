// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.generate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.dtbind.overlay.Overlay;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;

/**
 * The labels that an overlay uses for nodes: symbols of the base, labels of new nodes in the
 * changed tree, and made-up labels for new nodes without one.
 */
final class NodeLabels {

  private final DeviceTree base;
  private final Map<NodePath, List<String>> symbols = new HashMap<>();
  private final Map<NodePath, List<String>> added = new HashMap<>();

  /** Labels that neither tree has, by the node that needs one. */
  private final Map<NodePath, String> made = new LinkedHashMap<>();

  private final Set<String> taken = new HashSet<>();

  /**
   * Creates the labels of an overlay.
   *
   * @param isNew whether the overlay adds the node at a path
   */
  NodeLabels(DeviceTree base, DeviceTree changed, Predicate<NodePath> isNew) {
    this.base = base;
    Set<String> ofAdded = new HashSet<>();
    changed
        .symbols()
        .forEach(
            (label, path) -> {
              taken.add(label);
              if (isNew.test(path) && SourceName.isLabel(label)) {
                added.computeIfAbsent(path, key -> new ArrayList<>()).add(label);
                ofAdded.add(label);
              }
            });
    taken.addAll(base.symbols().keySet());
    if (base.root().child(Overlay.SYMBOLS).isPresent()) {
      base.symbols()
          .forEach(
              (label, path) -> {
                if (!ofAdded.contains(label) && SourceName.isLabel(label)) {
                  symbols.computeIfAbsent(path, key -> new ArrayList<>()).add(label);
                }
              });
    }
  }

  /** Returns a label by which an overlay can refer to a node of the base. */
  Optional<String> symbol(NodePath path) {
    return Optional.ofNullable(symbols.get(path))
        .map(labels -> labels.get(0))
        .filter(label -> base.node(path).flatMap(DtNode::phandle).isPresent());
  }

  List<String> of(NodePath path) {
    List<String> labels = new ArrayList<>(added.getOrDefault(path, List.of()));
    Optional.ofNullable(made.get(path)).ifPresent(labels::add);
    return labels;
  }

  /** Returns a label for a node that the overlay contains; makes one up if there is none. */
  String needed(NodePath path) {
    List<String> labels = of(path);
    if (!labels.isEmpty()) {
      return labels.get(0);
    }
    String stem = path.name().replaceAll("[^A-Za-z0-9_]", "_");
    String label = stem.isEmpty() || Character.isDigit(stem.charAt(0)) ? "node_" + stem : stem;
    for (int i = 1; !taken.add(label); i++) {
      label = "node_" + stem + "_" + i;
    }
    made.put(path, label);
    return label;
  }

  /** Returns the made-up labels by node. */
  Map<NodePath, String> made() {
    return made;
  }
}
