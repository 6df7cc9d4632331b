// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.check;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.Label;
import org.dtbind.tree.Marker;
import org.dtbind.tree.NodePath;
import org.dtbind.tree.PropertyValue;
import org.dtbind.tree.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * A tree with indexes for checks, so that each check visits only the nodes with a certain property.
 * Generated tables, such as {@code __symbols__}, are omitted, because dtc generates them after the
 * checks.
 */
final class CheckedTree {

  /** The markers of most values. */
  private static final List<Marker> CELLS = Marker.Typed.alone(ValueType.UINT32);

  private static final List<Marker> STRINGS = Marker.Typed.alone(ValueType.STRING);

  private static final Set<String> TABLES =
      Set.of("__symbols__", "__fixups__", "__local_fixups__", "aliases");

  /** The nodes that have a property with a certain name. */
  private static final class Occurrences {
    private final List<CheckedNode> nodes = new ArrayList<>(4);
    private int last = -1;
  }

  final List<CheckedNode> nodes = new ArrayList<>();

  /** The nodes with the name {@code chosen}, also in the wrong place. */
  final List<CheckedNode> chosen = new ArrayList<>(1);

  /** The nodes with the name {@code aliases}, also in the wrong place. */
  final List<CheckedNode> aliases = new ArrayList<>(1);

  private final Map<String, Occurrences> names = new LinkedHashMap<>(1 << 10);
  private final Map<Integer, CheckedNode> byPhandle = new HashMap<>(1 << 10);
  private final BitSet doubled = new BitSet();

  private boolean repeatsLabel;
  private final boolean plugin;

  CheckedTree(DeviceTree tree) {
    this.plugin = tree.plugin();
    add(tree.root(), null, new HashSet<>(1 << 11));
    takePhandles();
    for (NodePath path : tree.emptied()) {
      CheckedNode node = byPath(path.isRoot() ? "" : path.text());
      if (node != null) {
        node.emptied = true;
      }
    }
  }

  /** Whether the tree is an overlay, so that references may be to nodes of the base. */
  boolean plugin() {
    return plugin;
  }

  /**
   * Adds a node and those below.
   *
   * @param labels the labels that were found so far
   */
  private CheckedNode add(DtNode node, @Nullable CheckedNode parent, Set<String> labels) {
    CheckedNode checked = new CheckedNode(node, parent, nodes.size());
    nodes.add(checked);
    switch (node.name()) {
      case "chosen" -> chosen.add(checked);
      case "aliases" -> aliases.add(checked);
      default -> {}
    }
    takeLabels(node.labels(), labels);
    // By index, here and below: iterators for all nodes take a measurable time.
    List<DtProperty> properties = node.properties();
    for (int i = 0; i < properties.size(); i++) {
      DtProperty property = properties.get(i);
      Occurrences name = names.get(property.name());
      if (name == null) {
        name = new Occurrences();
        names.put(property.name(), name);
      }
      if (name.last == checked.index) {
        doubled.set(checked.index);
      } else {
        name.last = checked.index;
        name.nodes.add(checked);
      }
      takeLabels(property.labels(), labels);
      takeLabels(property.value(), labels);
    }
    List<DtNode> below = node.children();
    for (int i = 0; i < below.size(); i++) {
      DtNode child = below.get(i);
      boolean table = parent == null && child.written().isEmpty() && TABLES.contains(child.name());
      if (!table) {
        checked.children.add(add(child, checked, labels));
      }
    }
    return checked;
  }

  private void takeLabels(List<Label> more, Set<String> labels) {
    for (int i = 0; i < more.size(); i++) {
      repeatsLabel |= !labels.add(more.get(i).name());
    }
  }

  @SuppressWarnings("ReferenceEquality") // only saves time
  private void takeLabels(PropertyValue value, Set<String> labels) {
    List<Marker> markers = value.markers();
    if (markers == CELLS || markers == STRINGS) {
      return;
    }
    for (int i = 0; i < markers.size(); i++) {
      if (markers.get(i) instanceof Marker.Labelled labelled) {
        repeatsLabel |= !labels.add(labelled.label().name());
      }
    }
  }

  private void takePhandles() {
    for (CheckedNode node : having(DtNode::isPhandle)) {
      if (!takePhandle(node, "phandle")) {
        takePhandle(node, "linux,phandle");
      }
    }
  }

  private boolean takePhandle(CheckedNode node, String name) {
    DtProperty property = node.property(name);
    if (property == null || CheckedNode.length(property) != 4) {
      return false;
    }
    int number = CheckedNode.cell(property, 0);
    if (CheckedNode.isPhandle(number)) {
      byPhandle.putIfAbsent(number, node);
    }
    return CheckedNode.isPhandle(number);
  }

  /** Returns the first node with a phandle. */
  @Nullable CheckedNode byPhandle(int number) {
    return byPhandle.get(number);
  }

  /** Returns the nodes that have a property with a name, in the order of the tree. */
  List<CheckedNode> having(String name) {
    Occurrences found = names.get(name);
    return found == null ? List.of() : found.nodes;
  }

  /** Returns the nodes that have a property with a matching name, in the order of the tree. */
  List<CheckedNode> having(Predicate<String> wanted) {
    BitSet found = new BitSet();
    names.forEach(
        (name, occurrences) -> {
          if (wanted.test(name)) {
            occurrences.nodes.forEach(node -> found.set(node.index));
          }
        });
    return numbered(found);
  }

  private List<CheckedNode> numbered(BitSet indexes) {
    List<CheckedNode> numbered = new ArrayList<>();
    for (int i = indexes.nextSetBit(0); i >= 0; i = indexes.nextSetBit(i + 1)) {
      numbered.add(nodes.get(i));
    }
    return numbered;
  }

  /** Returns the nodes that have two properties with one name. */
  List<CheckedNode> doubled() {
    return numbered(doubled);
  }

  /** Whether a label occurs twice, which hardly ever happens. */
  boolean repeatsLabel() {
    return repeatsLabel;
  }

  /** Returns the node at a path. As in dtc, the path may contain repeated slashes. */
  @Nullable CheckedNode byPath(String path) {
    CheckedNode node = nodes.get(0);
    String rest = path;
    while (!rest.isEmpty()) {
      int from = 0;
      while (from < rest.length() && rest.charAt(from) == '/') {
        from++;
      }
      int slash = rest.indexOf('/', from);
      node = node.child(rest.substring(from, slash < 0 ? rest.length() : slash));
      if (node == null) {
        return null;
      }
      rest = slash < 0 ? "" : rest.substring(slash + 1);
    }
    return node;
  }
}
