// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.claims;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.dtbind.linux.SupplierProperty;
import org.dtbind.linux.gpio.LineUse;
import org.dtbind.linux.gpio.LineUses;
import org.dtbind.source.Origin;
import org.dtbind.source.Span;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.NodePath;

/** A tree with lookup tables for its nodes. */
public final class TreeIndex {

  /** Properties that begin with a number of another kind. */
  private static final Set<String> NUMBERS = Set.of("reg", "ranges", "dma-ranges");

  /**
   * Properties whose users look for a device or for what its driver has registered, besides those
   * of {@link SupplierProperty}: it does not help that the user's driver can read the node.
   */
  private static final Set<String> OF_DEVICES =
      Set.of(
          "assigned-clocks",
          "assigned-clock-parents",
          "cooling-device",
          "mmc-pwrseq",
          "phy-handle",
          "sound-dai",
          "thermal-sensors");

  private final DeviceTree tree;
  private final Map<NodePath, DtNode> nodes = new LinkedHashMap<>();
  private final Map<NodePath, DtNode> available = new LinkedHashMap<>();
  private final Map<Integer, NodePath> phandles = new HashMap<>();
  private Optional<List<LineUse>> uses = Optional.empty();
  private Optional<Set<NodePath>> read = Optional.empty();

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

  /**
   * Returns whether another node refers to a node by a property that is no list of suppliers: its
   * driver then reads the node. A property without marks of references, which is not from source or
   * from one that was made of a blob, may do so if its first cell is the phandle. The first call
   * finds all such nodes.
   */
  public boolean isReadByOthers(NodePath path) {
    if (read.isEmpty()) {
      boolean marked =
          nodes.values().stream()
              .flatMap(node -> node.properties().stream())
              .anyMatch(property -> !property.value().references().isEmpty());
      Set<NodePath> found = new HashSet<>();
      available.forEach(
          (user, node) -> {
            for (DtProperty property : node.properties()) {
              if (!isOfSupplier(property.name())) {
                phandles(property, marked)
                    .flatMap(phandle -> byPhandle(phandle).stream())
                    .filter(target -> !target.equals(user))
                    .forEach(found::add);
              }
            }
          });
      read = Optional.of(found);
    }
    return read.get().contains(path);
  }

  private static boolean isOfSupplier(String property) {
    return SupplierProperty.is(property)
        || OF_DEVICES.contains(property)
        || LineUses.asksForLines(property)
        || DtNode.isPhandle(property);
  }

  private Stream<Integer> phandles(DtProperty property, boolean marked) {
    List<Integer> cells = property.value().wholeCells();
    return marked && origin(property.span()) instanceof Origin.Source
        ? property.value().references().stream()
            .map(reference -> reference.offset() / Integer.BYTES)
            .filter(at -> at < cells.size())
            .map(cells::get)
        : NUMBERS.contains(property.name()) || property.name().startsWith("#")
            ? Stream.empty()
            : cells.stream().limit(1);
  }

  public Origin origin(Span span) {
    return tree.origins().of(span);
  }
}
