// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.prepare;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.dtbind.overlay.Overlay;
import org.dtbind.overlay.rpi.Parameters;
import org.dtbind.overlay.rpi.PlaceChange;
import org.dtbind.source.Bytes;
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
  private Optional<DtNode> local;

  FixupTables(DtNode root) {
    local = root.child(Overlay.LOCAL_FIXUPS);
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
      remove(emptied.node() + ":" + emptied.property() + ":0");
    } else if (change instanceof PlaceChange.CellSet set) {
      String to = set.node() + ":" + set.property() + ":" + set.place();
      remove(to);
      String from = "/" + Parameters.OVERRIDES + ":" + set.parameter() + ":" + set.offset();
      for (Map.Entry<String, List<String>> entry : fixups.entrySet()) {
        if (entry.getValue().contains(from)) {
          entry.getValue().add(to);
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
    local = local.map(table -> at(table, node.names(), 0, n -> n.withName(name)));
  }

  /**
   * Updates the tables after the content of a fragment is merged into another node and the fragment
   * is turned off.
   */
  void moveInto(NodePath content, NodePath target) {
    UnaryOperator<String> moved = text -> moved(text, content.text(), target.text(), ":");
    fixups.values().forEach(texts -> texts.replaceAll(moved));
    if (local.isPresent()) {
      Optional<DtNode> from = local;
      for (String name : content.names()) {
        from = from.flatMap(node -> node.child(name));
      }
      if (from.isPresent()) {
        DtNode what = from.get();
        local = Optional.of(into(local.get(), target.names(), 0, what));
      }
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

  private static DtNode at(
      DtNode node, List<String> path, int depth, UnaryOperator<DtNode> change) {
    if (depth == path.size()) {
      return change.apply(node);
    }
    List<DtNode> children = new ArrayList<>();
    for (DtNode child : node.children()) {
      boolean fits = child.name().equals(path.get(depth));
      children.add(fits ? at(child, path, depth + 1, change) : child);
    }
    return node.withChildren(children);
  }

  private static DtNode into(DtNode node, List<String> path, int depth, DtNode what) {
    if (depth == path.size()) {
      return merged(node, what);
    }
    DtNode known = node;
    if (node.child(path.get(depth)).isEmpty()) {
      List<DtNode> children = new ArrayList<>(List.of(DtNode.empty(path.get(depth))));
      children.addAll(node.children());
      known = node.withChildren(children);
    }
    return at(known, path.subList(depth, depth + 1), 0, n -> into(n, path, depth + 1, what));
  }

  private static DtNode merged(DtNode node, DtNode with) {
    List<DtProperty> properties =
        merged(
            node.properties(),
            with.properties(),
            DtProperty::name,
            own -> own,
            (own, other) -> other);
    List<DtNode> children =
        merged(
            node.children(),
            with.children(),
            DtNode::name,
            child -> merged(DtNode.empty(child.name()), child),
            FixupTables::merged);
    return node.withProperties(properties).withChildren(children);
  }

  /**
   * Returns the elements of two lists. Equal names are merged in their place, and other elements of
   * the second list are added at the beginning, the last one first.
   */
  private static <T> List<T> merged(
      List<T> into,
      List<T> from,
      Function<T, String> name,
      UnaryOperator<T> first,
      BinaryOperator<T> both) {
    List<T> known = new ArrayList<>(into);
    List<T> added = new ArrayList<>();
    // The position of each name in known, or behind it, in added.
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < known.size(); i++) {
      places.putIfAbsent(name.apply(known.get(i)), i);
    }
    for (T element : from) {
      int place = places.getOrDefault(name.apply(element), -1);
      if (place < 0) {
        places.put(name.apply(element), known.size() + added.size());
        added.add(first.apply(element));
      } else if (place < known.size()) {
        known.set(place, both.apply(known.get(place), element));
      } else {
        added.set(place - known.size(), both.apply(added.get(place - known.size()), element));
      }
    }
    List<T> all = new ArrayList<>(added);
    Collections.reverse(all);
    all.addAll(known);
    return all;
  }

  /** Returns the root with the tables replaced by the updated ones. */
  DtNode put(DtNode root) {
    List<DtNode> children = new ArrayList<>();
    for (DtNode child : root.children()) {
      children.add(
          switch (child.name()) {
            case Overlay.FIXUPS -> fixups(child);
            case Overlay.LOCAL_FIXUPS -> local.orElse(child);
            case Overlay.SYMBOLS -> symbols(child);
            default -> child;
          });
    }
    symbols.clear();
    return root.withChildren(children);
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
