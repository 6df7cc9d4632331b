// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.generate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.overlay.Overlay;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;

/** The nodes of a base by path, label and phandle. */
final class BaseNodes {

  private final DeviceTree tree;
  private final Map<String, NodePath> labels = new LinkedHashMap<>();
  private final Map<String, NodePath> lost = new HashMap<>();
  private final Map<NodePath, String> labelOf = new HashMap<>();
  private final Map<Integer, NodePath> byPhandle;
  private final boolean symbols;

  BaseNodes(DeviceTree tree) {
    this.tree = tree;
    // In a blob, the path of a symbol need not exist.
    tree.symbols()
        .forEach((label, path) -> (tree.node(path).isPresent() ? labels : lost).put(label, path));
    this.symbols = tree.root().child(Overlay.SYMBOLS).isPresent();
    labels.forEach(
        (label, path) -> {
          if (SourceName.isLabel(label)) {
            labelOf.putIfAbsent(path, label);
          }
        });
    this.byPhandle = tree.phandles();
  }

  Optional<DtNode> at(NodePath path) {
    return tree.node(path);
  }

  DeviceTree tree() {
    return tree;
  }

  /** Returns the path of a symbol whose node does not exist. */
  Optional<NodePath> lost(String label) {
    return Optional.ofNullable(lost.get(label));
  }

  /** Returns the paths of nodes by label, in order. */
  Map<String, NodePath> labels() {
    return labels;
  }

  /**
   * Returns whether overlays can refer to nodes by label, because the base was built with {@code
   * -@}.
   */
  boolean hasSymbols() {
    return symbols;
  }

  /** Returns a label by which an overlay can refer to a node. */
  Optional<String> symbol(NodePath path) {
    return symbols ? Optional.ofNullable(labelOf.get(path)) : Optional.empty();
  }

  Optional<NodePath> byPhandle(int phandle) {
    return Optional.ofNullable(byPhandle.get(phandle));
  }

  boolean isController(NodePath path) {
    return at(path).filter(BaseNodes::isController).isPresent();
  }

  static boolean isController(DtNode node) {
    return node.property("gpio-controller").isPresent() || node.property("gpio-map").isPresent();
  }

  /** Returns the labels of the GPIO controllers; the paths of those without a label. */
  List<String> controllers() {
    List<String> known = new ArrayList<>();
    tree.forEach(
        (path, node) -> {
          if (isController(node)) {
            known.add(Optional.ofNullable(labelOf.get(path)).orElse(path.text()));
          }
        });
    return known;
  }
}
