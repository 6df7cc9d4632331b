// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.claims;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.linux.gpio.LineUse;
import org.dtbind.linux.gpio.LineUses;
import org.dtbind.source.Origin;
import org.dtbind.source.Span;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;

/** A tree with lookup tables for its nodes. */
public final class TreeIndex {

  private final DeviceTree tree;
  private final Map<NodePath, DtNode> nodes = new LinkedHashMap<>();
  private final Map<NodePath, DtNode> available = new LinkedHashMap<>();
  private final Map<Integer, NodePath> phandles = new HashMap<>();
  private Optional<List<LineUse>> uses = Optional.empty();

  public TreeIndex(DeviceTree tree) {
    this.tree = tree;
    index(NodePath.ROOT, tree.root(), true);
  }

  private void index(NodePath path, DtNode node, boolean reached) {
    boolean enabled = reached && node.isAvailable() && path.mayDescribeHardware();
    nodes.put(path, node);
    if (enabled) {
      available.put(path, node);
    }
    node.phandle().ifPresent(number -> phandles.putIfAbsent(number, path));
    for (DtNode child : node.children()) {
      index(path.child(child.name()), child, enabled);
    }
  }

  public DeviceTree tree() {
    return tree;
  }

  /** Returns the lines that available nodes use. The first call computes them. */
  public List<LineUse> lineUses() {
    if (uses.isEmpty()) {
      uses = Optional.of(LineUses.of(tree));
    }
    return uses.get();
  }

  /** Returns all nodes, in the order of the tree. */
  public Map<NodePath, DtNode> nodes() {
    return nodes;
  }

  /**
   * Returns the nodes that are enabled and have no disabled ancestor, in the order of the tree.
   * Tables and changes to other nodes are not among them.
   */
  public Map<NodePath, DtNode> available() {
    return available;
  }

  public Optional<DtNode> at(NodePath path) {
    return Optional.ofNullable(nodes.get(path));
  }

  /** {@return whether the node and all its ancestors are enabled} */
  public boolean isAvailable(NodePath path) {
    return available.containsKey(path);
  }

  public Optional<NodePath> byPhandle(int phandle) {
    return Optional.ofNullable(phandles.get(phandle));
  }

  public Origin origin(Span span) {
    return tree.origins().of(span);
  }
}
