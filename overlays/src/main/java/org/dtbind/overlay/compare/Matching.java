// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.compare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dtbind.overlay.Overlay;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;

/** Finds the common nodes of two trees: by path, then optionally by label. */
final class Matching {

  /** Generated nodes, which are compared through the labels and references that they define. */
  private static final Set<String> TABLES =
      Set.of(Overlay.SYMBOLS, Overlay.FIXUPS, Overlay.LOCAL_FIXUPS);

  /** A node and its path. */
  record Located(NodePath path, DtNode node) {}

  /**
   * A node that both trees have.
   *
   * @param before the node in the base
   * @param after the node in the changed tree
   */
  record Pair(Located before, Located after) {}

  private final List<Pair> pairs = new ArrayList<>();
  private final Map<NodePath, Located> removed = new LinkedHashMap<>();
  private final Map<NodePath, Located> added = new LinkedHashMap<>();
  private final List<Difference.NodeMoved> moved = new ArrayList<>();
  private final List<NodePath> reordered = new ArrayList<>();
  private final Map<String, String> elsewhere = new HashMap<>();

  private Matching() {}

  /**
   * Matches two trees.
   *
   * @param byLabel whether nodes at different paths match by label
   */
  static Matching of(DeviceTree base, DeviceTree changed, boolean byLabel) {
    Matching matching = new Matching();
    matching.pair(
        new Located(NodePath.ROOT, base.root()), new Located(NodePath.ROOT, changed.root()));
    if (byLabel) {
      Map<String, NodePath> after = changed.symbols();
      base.symbols()
          .forEach(
              (label, path) ->
                  Optional.ofNullable(after.get(label))
                      .ifPresent(to -> matching.pairByLabel(label, path, to)));
    }
    return matching;
  }

  /** Matches two nodes with a common label if only one tree has a node at each path. */
  private void pairByLabel(String label, NodePath from, NodePath to) {
    Optional<Located> before = Optional.ofNullable(removed.get(from));
    Optional<Located> after = Optional.ofNullable(added.get(to));
    if (before.isPresent() && after.isPresent()) {
      removed.remove(from);
      added.remove(to);
      moved.add(new Difference.NodeMoved(label, from, to, before.get().node(), after.get().node()));
      pair(before.get(), after.get());
    }
  }

  private void pair(Located before, Located after) {
    pairs.add(new Pair(before, after));
    if (!before.path().equals(after.path())) {
      elsewhere.put(before.path().text(), after.path().text());
    }
    boolean top = before.path().isRoot();
    Map<String, DtNode> byName = new LinkedHashMap<>();
    after.node().children().forEach(child -> byName.putIfAbsent(child.name(), child));
    List<String> common = new ArrayList<>();
    for (DtNode child : before.node().children()) {
      Optional<DtNode> same = Optional.ofNullable(byName.get(child.name()));
      if (top && TABLES.contains(child.name())) {
        continue;
      }
      NodePath path = before.path().child(child.name());
      if (same.isPresent()) {
        common.add(child.name());
        pair(new Located(path, child), new Located(after.path().child(child.name()), same.get()));
      } else {
        removed.put(path, new Located(path, child));
      }
    }
    Set<String> known = new HashSet<>(common);
    order(after, common, known);
    byName.forEach(
        (name, child) -> {
          if (!known.contains(name) && !(top && TABLES.contains(name))) {
            NodePath path = after.path().child(name);
            added.put(path, new Located(path, child));
          }
        });
  }

  private void order(Located after, List<String> common, Set<String> known) {
    Iterator<String> next = common.iterator();
    for (DtNode child : after.node().children()) {
      if (known.contains(child.name()) && next.hasNext() && !next.next().equals(child.name())) {
        reordered.add(after.path());
        return;
      }
    }
  }

  List<Pair> pairs() {
    return pairs;
  }

  List<Located> removed() {
    return List.copyOf(removed.values());
  }

  List<Located> added() {
    return List.copyOf(added.values());
  }

  List<Difference.NodeMoved> moved() {
    return moved;
  }

  List<NodePath> reordered() {
    return reordered;
  }

  /**
   * Returns the name that the target of a reference in the base has in the changed tree. It differs
   * only for moved nodes and the nodes below them.
   *
   * @param target a path, or {@code &label}
   */
  String translated(String target) {
    return elsewhere.getOrDefault(target, target);
  }

  /** Returns whether only the base has the node or an ancestor of it. */
  boolean isRemoved(NodePath path) {
    return isBelow(path, removed.keySet());
  }

  /** Returns whether only the changed tree has the node or an ancestor of it. */
  boolean isAdded(NodePath path) {
    return isBelow(path, added.keySet());
  }

  private static boolean isBelow(NodePath path, Set<NodePath> tops) {
    for (NodePath at = path; ; at = at.parent()) {
      if (tops.contains(at)) {
        return true;
      }
      if (at.isRoot()) {
        return false;
      }
    }
  }
}
