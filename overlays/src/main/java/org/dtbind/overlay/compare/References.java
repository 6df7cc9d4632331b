// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.compare;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dtbind.overlay.Overlay;
import org.dtbind.source.Bytes;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.NodePath;

/**
 * Which cells of a tree's values are phandles, and of what: what source wrote as a reference, what
 * {@code __fixups__} and {@code __local_fixups__} list, and what properties of known names hold.
 */
public final class References {

  private record Numbered(NodePath path, DtNode node) {}

  private final Map<Integer, Numbered> byPhandle = new HashMap<>();

  /** By property, as {@code /node:name}; by offset: the label of a node that is not here. */
  private final Map<String, Map<Integer, String>> outside = new HashMap<>();

  private final Map<String, Set<Integer>> listed = new HashMap<>();
  private final ReferenceRules rules;
  private final boolean complete;

  public References(DeviceTree tree) {
    boolean[] marked = {false};
    tree.forEach(
        (path, node) -> {
          node.phandle().ifPresent(p -> byPhandle.putIfAbsent(p, new Numbered(path, node)));
          marked[0] |= node.properties().stream().anyMatch(References::isMarked);
        });
    tree.root().child(Overlay.FIXUPS).ifPresent(this::fixups);
    Optional<DtNode> local = tree.root().child(Overlay.LOCAL_FIXUPS);
    local.ifPresent(table -> local(NodePath.ROOT, table));
    this.rules = new ReferenceRules(p -> Optional.ofNullable(byPhandle.get(p)).map(Numbered::node));
    this.complete = marked[0] || local.isPresent();
  }

  private static boolean isMarked(DtProperty property) {
    return !property.value().references().isEmpty();
  }

  private void fixups(DtNode table) {
    for (DtProperty label : table.properties()) {
      label.value().strings().ifPresent(places -> places.forEach(p -> fixup(label.name(), p)));
    }
  }

  private void fixup(String label, String place) {
    int colon = place.lastIndexOf(':');
    String offset = place.substring(colon + 1);
    if (colon > 0 && offset.matches("[0-9]{1,9}")) {
      outside
          .computeIfAbsent(place.substring(0, colon), key -> new HashMap<>())
          .put(Integer.parseInt(offset), label);
    }
  }

  private void local(NodePath path, DtNode table) {
    for (DtProperty property : table.properties()) {
      Optional<List<Integer>> offsets = property.value().cells();
      offsets.ifPresent(cells -> listed.put(key(path, property), Set.copyOf(cells)));
    }
    for (DtNode child : table.children()) {
      local(path.child(child.name()), child);
    }
  }

  private static String key(NodePath path, DtProperty property) {
    return path + ":" + property.name();
  }

  /**
   * {@return whether all references are known: source or {@code __local_fixups__} tells; in a blob
   * without, those in properties whose meaning nobody knows are just numbers}
   */
  public boolean isComplete() {
    return complete;
  }

  public Optional<NodePath> named(int phandle) {
    return Optional.ofNullable(byPhandle.get(phandle)).map(Numbered::path);
  }

  /**
   * {@return what cells of a value refer to, by offset in bytes: the path of a node of this tree,
   * or {@code &label} for one of the tree that this one, an overlay, is for}
   */
  public SortedMap<Integer, String> in(NodePath path, DtNode node, DtProperty property) {
    SortedMap<Integer, String> found = new TreeMap<>();
    Bytes bytes = property.value().bytes();
    if (bytes.length() < 4) {
      return found;
    }
    rules
        .phandles(node, property.name(), bytes)
        .forEach((offset, phandle) -> put(found, bytes, offset));
    property.value().references().forEach(to -> put(found, bytes, to.offset()));
    if (!listed.isEmpty() || !outside.isEmpty()) {
      String key = key(path, property);
      listed.getOrDefault(key, Set.of()).forEach(offset -> put(found, bytes, offset));
      outside.getOrDefault(key, Map.of()).forEach((offset, to) -> found.put(offset, "&" + to));
    }
    return found;
  }

  private void put(SortedMap<Integer, String> found, Bytes bytes, int offset) {
    at(bytes, offset).ifPresent(path -> found.put(offset, path.text()));
  }

  /** {@return the node whose number a cell is} */
  Optional<NodePath> at(Bytes bytes, int offset) {
    return offset >= 0 && offset + 4 <= bytes.length()
        ? named(bytes.cell(offset))
        : Optional.empty();
  }

  /** {@return whether a property gives a node its number, and says nothing else} */
  public static boolean isNumber(String name) {
    return name.equals("phandle") || name.equals("linux,phandle");
  }
}
