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
 * Finds the phandles in a tree's values and their targets. It uses references in source, the tables
 * {@code __fixups__} and {@code __local_fixups__}, and the names of properties.
 */
public final class TreeReferences {

  private record Numbered(NodePath path, DtNode node) {}

  private final Map<Integer, Numbered> byPhandle = new HashMap<>();

  /** Labels of nodes of the base by byte offset, by {@code /node:property}. */
  private final Map<String, Map<Integer, String>> outside = new HashMap<>();

  private final Map<String, Set<Integer>> listed = new HashMap<>();
  private final ReferenceRules rules;
  private final boolean marked;
  private final boolean complete;
  private final boolean tabled;

  public TreeReferences(DeviceTree tree) {
    this(tree, false);
  }

  /**
   * Reads a tree.
   *
   * @param fromSource whether the tree was compiled from source, which marks all references, so
   *     that the names of properties do not matter
   */
  TreeReferences(DeviceTree tree, boolean fromSource) {
    this.marked = fromSource;
    boolean[] any = {fromSource};
    tree.forEach(
        (path, node) -> {
          node.phandle().ifPresent(p -> byPhandle.putIfAbsent(p, new Numbered(path, node)));
          any[0] |= node.properties().stream().anyMatch(TreeReferences::isMarked);
        });
    tree.root().child(Overlay.FIXUPS).ifPresent(this::fixups);
    Optional<DtNode> local = tree.root().child(Overlay.LOCAL_FIXUPS);
    local.ifPresent(table -> local(NodePath.ROOT, table));
    this.rules = new ReferenceRules(p -> Optional.ofNullable(byPhandle.get(p)).map(Numbered::node));
    this.complete = any[0] || local.isPresent();
    this.tabled = local.isPresent();
  }

  /** Returns whether {@code __local_fixups__} lists all references of the tree. */
  boolean isTabled() {
    return tabled;
  }

  private static boolean isMarked(DtProperty property) {
    return !property.value().references().isEmpty();
  }

  private void fixups(DtNode table) {
    for (DtProperty label : table.properties()) {
      for (String entry : label.value().strings().orElse(List.of())) {
        Overlay.Place.parse(entry)
            .ifPresent(
                place ->
                    outside
                        .computeIfAbsent(
                            key(place.node(), place.property()), key -> new HashMap<>())
                        .put(place.offset(), label.name()));
      }
    }
  }

  private void local(NodePath path, DtNode table) {
    for (DtProperty property : table.properties()) {
      Optional<List<Integer>> offsets = property.value().cells();
      offsets.ifPresent(cells -> listed.put(key(path, property.name()), Set.copyOf(cells)));
    }
    for (DtNode child : table.children()) {
      local(path.child(child.name()), child);
    }
  }

  private static String key(NodePath path, String property) {
    return path + ":" + property;
  }

  /**
   * {@return whether all references are known from source or {@code __local_fixups__}. In a blob
   * without this table, references in unknown properties look like numbers}
   */
  public boolean isComplete() {
    return complete;
  }

  public Optional<NodePath> named(int phandle) {
    return Optional.ofNullable(byPhandle.get(phandle)).map(Numbered::path);
  }

  /**
   * {@return the references in a value by byte offset: the path of a node of this tree, or {@code
   * &label} of a node of the base if this tree is an overlay}
   */
  public SortedMap<Integer, String> in(NodePath path, DtNode node, DtProperty property) {
    SortedMap<Integer, String> found = new TreeMap<>();
    Bytes bytes = property.value().bytes();
    if (bytes.length() < 4) {
      return found;
    }
    if (!marked) {
      rules
          .phandles(node, property.name(), bytes)
          .forEach((offset, phandle) -> put(found, bytes, offset));
    }
    property.value().references().forEach(reference -> put(found, bytes, reference.offset()));
    if (!listed.isEmpty() || !outside.isEmpty()) {
      String key = key(path, property.name());
      listed.getOrDefault(key, Set.of()).forEach(offset -> put(found, bytes, offset));
      outside
          .getOrDefault(key, Map.of())
          .forEach(
              (offset, target) ->
                  cell(bytes, offset).ifPresent(cell -> found.put(offset, "&" + target)));
    }
    return found;
  }

  private void put(SortedMap<Integer, String> found, Bytes bytes, int offset) {
    at(bytes, offset).ifPresent(path -> found.put(offset, path.text()));
  }

  /** {@return the node whose phandle is the cell at a byte offset} */
  Optional<NodePath> at(Bytes bytes, int offset) {
    return cell(bytes, offset).flatMap(this::named);
  }

  /**
   * Returns the cell at a byte offset, which may be any number; empty if it is not in the value.
   */
  private static Optional<Integer> cell(Bytes bytes, int offset) {
    boolean isInside = offset >= 0 && offset <= bytes.length() - 4;
    return isInside ? Optional.of(bytes.cell(offset)) : Optional.empty();
  }
}
