// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.tree.build;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dtbind.diag.Message;
import org.dtbind.source.Bytes;
import org.dtbind.source.Span;
import org.dtbind.tree.Label;
import org.dtbind.tree.Marker;
import org.dtbind.tree.PropertyValue;
import org.dtbind.tree.Reference;

/**
 * Restores labels of nodes and references in cells from the tables for overlays: {@code
 * __symbols__}, {@code __fixups__}, {@code __local_fixups__}. dtc does so since version 1.8; the
 * warnings have the wording of dtc (livetree.c, treesource.c).
 */
final class Restoration {

  static final String SYMBOLS = "__symbols__";
  static final String FIXUPS = "__fixups__";
  static final String LOCAL_FIXUPS = "__local_fixups__";

  private static final int CELL = 4;

  private final Draft draft;
  private final Phandles phandles;
  private final Map<DraftProperty, Marked> marked = new LinkedHashMap<>();

  /** The names for nodes in the references that local fixups restore. */
  private final Map<DraftNode, String> names = new HashMap<>();

  /** The targets of cells in a property, by offset. The first entry for an offset is used. */
  private record Marked(DraftNode node, SortedMap<Integer, String> targets) {}

  Restoration(Draft draft, Phandles phandles) {
    this.draft = draft;
    this.phandles = phandles;
  }

  /** Restores labels from {@code __symbols__}. */
  void labels() {
    Optional<DraftNode> symbols = draft.root.children.live(SYMBOLS);
    if (symbols.isEmpty()) {
      return;
    }
    for (DraftProperty symbol : symbols.get().properties.live()) {
      String path = text(symbol.value().bytes());
      Optional<DraftNode> node = draft.at(path);
      if (node.isPresent()) {
        draft.label(node.get(), new Label(symbol.name, Span.NONE));
      } else {
        warn(
            symbol,
            Message.of(
                "Path {path} referenced in property __symbols__/{label} missing",
                path,
                symbol.name));
      }
    }
  }

  void references() {
    references(true);
  }

  /**
   * Restores references, but not those to labels of the base that also exist in the overlay: in
   * source, such a reference would mean the node of the overlay.
   */
  void unambiguousReferences() {
    references(false);
  }

  private void references(boolean all) {
    Optional<DraftNode> fixups = draft.root.children.live(FIXUPS);
    if (fixups.isPresent()) {
      for (DraftProperty label : fixups.get().properties.live()) {
        if (all || draft.byLabel(label.name).isEmpty()) {
          fixups(label);
        }
      }
    }
    Optional<DraftNode> own = draft.root.children.live(LOCAL_FIXUPS);
    if (own.isPresent()) {
      localFixups(own.get(), draft.root);
    }
    setMarkers();
  }

  private void fixups(DraftProperty label) {
    Bytes entries = label.value().bytes();
    int from = 0;
    while (from < entries.length()) {
      int end = entries.indexOf(0, from);
      if (end < 0) {
        warn(label, Message.of("Malformed fixup entry for label {label}", label.name));
        return;
      }
      fixup(label, entries.slice(from, end).latin1());
      from = end + 1;
    }
  }

  private void fixup(DraftProperty label, String entry) {
    int first = entry.indexOf(':');
    int second = entry.indexOf(':', first + 1);
    if (first < 0 || second < 0) {
      warn(label, Message.of("Malformed fixup entry for label {label}", label.name));
      return;
    }
    String path = entry.substring(0, first);
    String name = entry.substring(first + 1, second);
    Optional<DraftNode> node = draft.at(path);
    if (node.isEmpty()) {
      warn(
          label, Message.of("Label {label} references non-existing node {node}", label.name, path));
      return;
    }
    Optional<DraftProperty> property = node.get().properties.live(name);
    String place = node.get().path().text();
    if (property.isEmpty()) {
      warn(
          label,
          Message.of(
              "Label {label} references non-existing property {property} in node {node}",
              label.name,
              name,
              place));
      return;
    }
    long offset = FixupOffset.of(entry.substring(second + 1));
    if (offset < 0 || offset + CELL > property.get().value().bytes().length()) {
      warn(
          label,
          Message.of(
              "Label {label} contains invalid offset for property {property} in node {node}",
              label.name,
              name,
              place));
      return;
    }
    mark(node.get(), property.get(), (int) offset, label.name);
  }

  private void localFixups(DraftNode fixups, DraftNode node) {
    String path = node.path().text();
    for (DraftProperty fixup : fixups.properties.live()) {
      Optional<DraftProperty> property = node.properties.live(fixup.name);
      Bytes offsets = fixup.value().bytes();
      if (property.isEmpty()) {
        warn(
            fixup,
            Message.of(
                "Property {property} in {node} referenced in __local_fixups__ missing",
                fixup.name,
                path));
      } else if (offsets.length() % CELL != 0) {
        warn(
            fixup,
            Message.of(
                "property {property} in /__local_fixups__{node} malformed", fixup.name, path));
      } else {
        for (int at = 0; at < offsets.length(); at += CELL) {
          localFixup(fixup, node, property.get(), Integer.toUnsignedLong(offsets.cell(at)));
        }
      }
    }
    for (DraftNode child : fixups.children.live()) {
      Optional<DraftNode> same = node.children.live(child.name);
      if (same.isPresent()) {
        localFixups(child, same.get());
      } else {
        // This order of the names is that of dtc's message.
        Message text =
            Message.of(
                "node {name}/{node} referenced in __local_fixups__ missing", child.name, path);
        List<Span> written = child.written();
        draft.add(
            draft.warning(
                TreeCode.TABLE_ENTRY, written.isEmpty() ? Span.NONE : written.get(0), text));
      }
    }
  }

  private void localFixup(DraftProperty fixup, DraftNode node, DraftProperty property, long at) {
    Bytes bytes = property.value().bytes();
    if (at + CELL > bytes.length()) {
      warn(
          fixup,
          Message.of(
              "property {property} too short to contain a phandle at offset {offset}",
              property.name,
              at));
      return;
    }
    int number = bytes.cell((int) at);
    Optional<DraftNode> target = phandles.numbered(number);
    if (target.isEmpty()) {
      warn(
          fixup,
          Message.of(
              "node referenced by phandle {phandle} in property {property} not found",
              "0x%x".formatted(number),
              property.name));
      return;
    }
    String name = names.computeIfAbsent(target.get(), Restoration::name);
    mark(node, property, (int) at, name);
  }

  private static String name(DraftNode node) {
    List<Label> labels = node.labels.live();
    return labels.isEmpty() ? node.path().text() : labels.get(0).name();
  }

  private void mark(DraftNode node, DraftProperty property, int offset, String target) {
    marked
        .computeIfAbsent(property, of -> new Marked(node, new TreeMap<>()))
        .targets()
        .putIfAbsent(offset, target);
  }

  /**
   * Sets all markers of a property in one step, because a blob may contain hundreds of thousands of
   * references in one property.
   */
  private void setMarkers() {
    marked.forEach(
        (property, places) -> {
          PropertyValue value = property.value();
          property.setValue(
              new PropertyValue(value.bytes(), merged(value.markers(), places.targets())));
          places.node().refers |= property.refers();
        });
    marked.clear();
  }

  /**
   * Merges references into the markers of a value: each after the type at its offset, unless a
   * reference exists there.
   */
  private static List<Marker> merged(List<Marker> markers, SortedMap<Integer, String> targets) {
    List<Marker> merged = new ArrayList<>(markers.size() + targets.size());
    int at = 0;
    for (Map.Entry<Integer, String> target : targets.entrySet()) {
      int offset = target.getKey();
      while (at < markers.size() && markers.get(at).offset() < offset) {
        merged.add(markers.get(at++));
      }
      if (isAt(markers, at, offset) && markers.get(at) instanceof Marker.Typed) {
        merged.add(markers.get(at++));
      }
      if (!isAt(markers, at, offset) || !(markers.get(at) instanceof Marker.PhandleOf)) {
        merged.add(new Marker.PhandleOf(offset, new Reference(target.getValue(), Span.NONE)));
      }
    }
    merged.addAll(markers.subList(at, markers.size()));
    return merged;
  }

  private static boolean isAt(List<Marker> markers, int index, int offset) {
    return index < markers.size() && markers.get(index).offset() == offset;
  }

  /** Returns the bytes before the first zero byte as text. */
  private static String text(Bytes bytes) {
    int end = bytes.indexOf(0, 0);
    return (end < 0 ? bytes : bytes.slice(0, end)).latin1();
  }

  private void warn(DraftProperty entry, Message message) {
    List<Span> written = entry.written();
    Span span = written.isEmpty() ? Span.NONE : written.get(written.size() - 1);
    draft.add(draft.warning(TreeCode.TABLE_ENTRY, span, message));
  }
}
