// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.tree.build;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.dtbind.diag.Message;
import org.dtbind.diag.Subject;
import org.dtbind.source.Bytes;
import org.dtbind.source.Span;
import org.dtbind.tree.Label;
import org.dtbind.tree.Marker;
import org.dtbind.tree.NodePath;
import org.dtbind.tree.PropertyValue;
import org.dtbind.tree.Reference;
import org.dtbind.tree.ValueType;

/**
 * Adds the tables with which overlays find nodes: {@code __symbols__}, {@code __fixups__}, {@code
 * __local_fixups__} (dtc's Documentation/dt-object-internal.txt).
 */
final class Tables {

  private final Draft draft;
  private final Phandles phandles;
  private final Map<DraftProperty, TableEntries> entries = new LinkedHashMap<>();

  Tables(Draft draft, Phandles phandles) {
    this.draft = draft;
    this.phandles = phandles;
  }

  /**
   * Adds a property for each label, whose value is the path of the labelled node.
   *
   * @param name the name of the node for the properties, a child of the root
   * @param numbered whether each labelled node receives a phandle
   */
  void addLabels(String name, boolean numbered) {
    List<DraftNode> labelled = new ArrayList<>();
    draft.forEach(
        node -> {
          if (node.labels.wereAdded()) {
            labelled.add(node);
          }
        });
    if (labelled.isEmpty()) {
      return;
    }
    DraftNode symbols = draft.root.made(name);
    for (DraftNode node : labelled) {
      for (Label label : node.labels.live()) {
        addSymbol(symbols, node, label);
      }
      if (numbered) {
        phandles.of(node);
      }
    }
  }

  private void addSymbol(DraftNode symbols, DraftNode node, Label label) {
    Optional<DraftProperty> known = symbols.properties.live(label.name());
    String path = node.path().text();
    if (known.isEmpty()) {
      if (draft.countPath(node.pathLength + 2, label.span())) {
        symbols.make(label.name(), PropertyValue.string(path));
      }
    } else if (!known.get().written().isEmpty()
        && known.get().value().string().filter(path::equals).isEmpty()) {
      // Only for properties from source. If an earlier iteration added it, the label is duplicated,
      // which a check reports.
      Message message =
          Message.of("label {label} already exists in {node}", label.name(), "/" + symbols.name);
      draft.add(
          draft
              .warning(TreeCode.SYMBOL_EXISTS, label.span(), message)
              .about(Subject.of(node.path())));
    }
  }

  /**
   * Adds the references in an overlay to {@code __fixups__} if they are to nodes of the base,
   * otherwise to {@code __local_fixups__}.
   */
  void addFixups() {
    List<Place> ofBase = new ArrayList<>();
    List<Place> own = new ArrayList<>();
    eachReference(
        place -> (draft.find(place.marker().reference()).isEmpty() ? ofBase : own).add(place));
    if (!ofBase.isEmpty()) {
      DraftNode fixups = draft.root.made("__fixups__");
      ofBase.forEach(place -> addFixup(fixups, place));
    }
    if (!own.isEmpty()) {
      DraftNode fixups = draft.root.made("__local_fixups__");
      own.forEach(place -> addLocalFixup(fixups, place));
    }
    boolean local = false;
    boolean ofOthers = false;
    for (TableEntries table : entries.values()) {
      table.write();
      local |= table.isMalformed() && table.type() == ValueType.UINT32;
      ofOthers |= table.isMalformed() && table.type() == ValueType.STRING;
    }
    reportMalformed(ofOthers, Restoration.FIXUPS);
    reportMalformed(local, Restoration.LOCAL_FIXUPS);
  }

  private void reportMalformed(boolean malformed, String table) {
    if (malformed) {
      Message message =
          Message.of(
              "Preexisting data in {table} malformed, some content could not be added.", table);
      draft.add(draft.warning(TreeCode.TABLE_ENTRY, Span.NONE, message));
    }
  }

  /** A cell that refers to a node. */
  private record Place(DraftNode node, DraftProperty property, Marker.PhandleOf marker) {}

  private void eachReference(Consumer<Place> visitor) {
    draft.forEach(
        node -> {
          List<DraftProperty> properties = node.refers ? node.properties.all() : List.of();
          for (DraftProperty property : properties) {
            if (property.deleted || !property.refers()) {
              continue;
            }
            for (Marker marker : property.value().markers()) {
              if (marker instanceof Marker.PhandleOf of) {
                visitor.accept(new Place(node, property, of));
              }
            }
          }
        });
  }

  private void addFixup(DraftNode fixups, Place place) {
    String subject = place.node().path().text() + ":" + place.property().name;
    Reference reference = place.marker().reference();
    String label = reference.target();
    if (draft.mayBeLost(reference)) {
      return;
    }
    if (label.contains("/")) {
      Message message =
          Message.of(
              "the overlay has no node {reference}, and can refer to nodes of the base only by label",
              reference);
      draft.add(
          draft
              .error(TreeCode.FIXUP_BY_PATH, reference.span(), message)
              .about(Subject.of(place.node().path(), place.property().name)));
      return;
    }
    if (!draft.countPath(subject.length(), reference.span())) {
      return;
    }
    Bytes entry = Bytes.latin1(subject + ":" + place.marker().offset() + "\0");
    entries(fixups, label, ValueType.STRING).add(entry);
  }

  private void addLocalFixup(DraftNode fixups, Place place) {
    if (place.node().depth == NodePath.MAX_DEPTH) {
      Message message =
          Message.of(
              "__local_fixups__ repeats the nodes of the overlay one level deeper, and would be more"
                  + " than {limit} levels deep",
              NodePath.MAX_DEPTH);
      Span span = place.marker().reference().span();
      draft.add(draft.error(TreeCode.NODES_TOO_DEEP, span, message));
      return;
    }
    DraftNode node = fixups;
    for (String name : place.node().path().names()) {
      node = node.made(name);
    }
    Bytes offset = PropertyValue.cell(place.marker().offset()).bytes();
    entries(node, place.property().name, ValueType.UINT32).add(offset);
  }

  private TableEntries entries(DraftNode node, String name, ValueType type) {
    DraftProperty property =
        node.properties.live(name).orElseGet(() -> node.make(name, PropertyValue.EMPTY));
    return entries.computeIfAbsent(property, table -> new TableEntries(table, type));
  }
}
