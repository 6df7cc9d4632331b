// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.prepare;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.dtbind.overlay.Overlay;
import org.dtbind.overlay.Overlay.Place;
import org.dtbind.overlay.edit.EditedNode;
import org.dtbind.overlay.rpi.Parameters;
import org.dtbind.overlay.rpi.PlaceChange;
import org.dtbind.source.Bytes;
import org.dtbind.source.Span;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.NodePath;
import org.dtbind.tree.PropertyValue;

/**
 * The tables of an overlay that contain paths and offsets: {@code __fixups__}, {@code
 * __local_fixups__} and {@code __symbols__}. This class updates them when nodes are renamed or
 * moved. Use one instance per overlay.
 */
final class FixupTables {

  /** The entries of {@code __fixups__} by label, in order; without malformed properties. */
  private final Map<String, List<String>> fixups = new LinkedHashMap<>();

  private final List<UnaryOperator<String>> symbols = new ArrayList<>();
  private final int labels;
  private final Optional<EditedNode> local;

  FixupTables(DtNode root) {
    local = root.child(Overlay.LOCAL_FIXUPS).map(EditedNode::of);
    labels = root.child(Overlay.SYMBOLS).map(table -> table.properties().size()).orElse(0);
    Optional<DtNode> table = root.child(Overlay.FIXUPS);
    if (table.isPresent()) {
      for (DtProperty property : table.get().properties()) {
        property
            .value()
            .strings()
            .ifPresent(texts -> fixups.put(property.name(), new ArrayList<>(texts)));
      }
    }
  }

  /** Returns the number of fixups, labels, and nodes with local fixups below the root. */
  long size() {
    return fixups.values().stream().mapToLong(List::size).sum()
        + labels
        + local.map(table -> table.children().size()).orElse(0);
  }

  /** Updates the tables after a change by a parameter. */
  void follow(PlaceChange change) {
    if (change instanceof PlaceChange.Renamed renamed) {
      rename(renamed.node(), renamed.name());
    } else if (change instanceof PlaceChange.Emptied emptied) {
      remove(new Place(emptied.node(), emptied.property(), 0).text());
    } else if (change instanceof PlaceChange.CellSet set) {
      String place = new Place(set.node(), set.property(), set.place()).text();
      remove(place);
      String from = new Place(Parameters.PATH, set.parameter(), set.offset()).text();
      for (Map.Entry<String, List<String>> entry : fixups.entrySet()) {
        if (entry.getValue().contains(from)) {
          entry.getValue().add(place);
          break;
        }
      }
    }
  }

  private void remove(String place) {
    Iterator<List<String>> all = fixups.values().iterator();
    while (all.hasNext()) {
      List<String> places = all.next();
      if (places.remove(place)) {
        if (places.isEmpty()) {
          all.remove();
        }
        return;
      }
    }
  }

  /** Updates the tables after a node is renamed. */
  void rename(NodePath node, String name) {
    String before = node.text();
    String now = node.parent().child(name).text();
    UnaryOperator<String> renamed = text -> moved(text, before, now, ":/");
    fixups.values().forEach(texts -> texts.replaceAll(renamed));
    symbols.add(renamed);
    local.flatMap(table -> table.at(node)).ifPresent(known -> known.rename(name));
  }

  /**
   * Updates the tables after the content of a fragment is merged into another node and the fragment
   * is turned off.
   */
  void moveInto(NodePath content, NodePath target) {
    UnaryOperator<String> moved = text -> moved(text, content.text(), target.text(), ":");
    fixups.values().forEach(texts -> texts.replaceAll(moved));
    if (local.isPresent()) {
      Optional<DtNode> from = local.get().at(content).map(EditedNode::freeze);
      from.ifPresent(node -> open(local.get(), target).merge(node));
    }
    rename(content, Overlay.DORMANT);
  }

  private static String moved(String text, String from, String to, String ends) {
    boolean begins = text.startsWith(from);
    boolean fits =
        begins
            && (text.length() > from.length()
                ? ends.indexOf(text.charAt(from.length())) >= 0
                : ends.length() > 1);
    return fits ? to + text.substring(from.length()) : text;
  }

  /** Returns the node at a path, with the nodes that are missing. */
  private static EditedNode open(EditedNode table, NodePath path) {
    EditedNode node = table;
    for (String name : path.names()) {
      EditedNode above = node;
      node = node.childCalled(name).orElseGet(() -> above.add(name, Span.NONE));
    }
    return node;
  }

  /** Returns the root with the tables replaced by the updated ones. */
  DtNode put(DtNode root) {
    DtNode updated =
        root.mapChildren(
            child ->
                switch (child.name()) {
                  case Overlay.FIXUPS -> fixups(child);
                  case Overlay.LOCAL_FIXUPS -> local.map(EditedNode::freeze).orElse(child);
                  case Overlay.SYMBOLS -> symbols(child);
                  default -> child;
                });
    symbols.clear();
    return updated;
  }

  private DtNode fixups(DtNode table) {
    List<DtProperty> kept = new ArrayList<>();
    for (DtProperty property : table.properties()) {
      List<String> texts = fixups.getOrDefault(property.name(), List.of());
      if (!texts.isEmpty()) {
        kept.add(of(property, String.join("\0", texts) + "\0"));
      } else if (property.value().strings().isEmpty()) {
        kept.add(property);
      }
    }
    return table.withProperties(kept);
  }

  private DtNode symbols(DtNode table) {
    List<DtProperty> all = new ArrayList<>();
    for (DtProperty property : table.properties()) {
      Optional<String> text = property.value().string();
      String now = text.orElse("");
      for (UnaryOperator<String> change : symbols) {
        now = change.apply(now);
      }
      all.add(text.isPresent() ? of(property, now + "\0") : property);
    }
    return table.withProperties(all);
  }

  private static DtProperty of(DtProperty property, String text) {
    return new DtProperty(
        property.name(),
        PropertyValue.of(Bytes.latin1(text)),
        property.labels(),
        property.written());
  }
}
