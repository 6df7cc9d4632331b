// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.tree.build;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.dtbind.source.Bytes;
import org.dtbind.source.Span;
import org.dtbind.tree.Label;
import org.dtbind.tree.Marker;
import org.dtbind.tree.PropertyValue;
import org.dtbind.tree.ValueType;

/**
 * Adds the tables by which overlays find nodes: {@code __symbols__}, {@code __fixups__}, {@code
 * __local_fixups__} (dtc's Documentation/dt-object-internal.txt).
 */
final class Tables {

  private final Draft draft;
  private final Phandles phandles;

  Tables(Draft draft, Phandles phandles) {
    this.draft = draft;
    this.phandles = phandles;
  }

  /** Adds the path of every label, and a phandle to every node that has one. */
  void addSymbols() {
    List<DraftNode> labelled = new ArrayList<>();
    draft.forEach(
        node -> {
          if (node.labels.everGiven()) {
            labelled.add(node);
          }
        });
    if (labelled.isEmpty()) {
      return;
    }
    DraftNode symbols = draft.root.made("__symbols__");
    for (DraftNode node : labelled) {
      for (Label label : node.labels.live()) {
        if (symbols.property(label.name()).isPresent()) {
          draft.add(
              draft
                  .warning(
                      TreeCode.SYMBOL_EXISTS,
                      label.span(),
                      "label " + label.name() + " already exists in /__symbols__")
                  .about(node.path().text()));
        } else {
          symbols.make(label.name(), PropertyValue.string(node.path().text()));
        }
      }
      phandles.of(node);
    }
  }

  /** Adds the places of an overlay's cells: those that mean nodes of the base, and its own. */
  void addFixups() {
    List<Runnable> entries = new ArrayList<>();
    eachReference(
        (place, marker) -> {
          if (draft.find(marker.reference()).isEmpty()) {
            entries.add(() -> addFixup(place, marker));
          }
        });
    if (!entries.isEmpty()) {
      draft.root.made("__fixups__");
      entries.forEach(Runnable::run);
    }
    List<Runnable> local = new ArrayList<>();
    eachReference(
        (place, marker) -> {
          if (draft.find(marker.reference()).isPresent()) {
            local.add(() -> addLocalFixup(place, marker));
          }
        });
    if (!local.isEmpty()) {
      draft.root.made("__local_fixups__");
      local.forEach(Runnable::run);
    }
  }

  private record Place(DraftNode node, DraftProperty property) {}

  private void eachReference(BiConsumer<Place, Marker.PhandleOf> visitor) {
    draft.forEach(
        node -> {
          for (DraftProperty property : node.properties) {
            if (property.deleted) {
              continue;
            }
            for (Marker marker : property.value.markers()) {
              if (marker instanceof Marker.PhandleOf of) {
                visitor.accept(new Place(node, property), of);
              }
            }
          }
        });
  }

  private void addFixup(Place place, Marker.PhandleOf marker) {
    String path = place.node().path().text();
    Span span = marker.reference().span();
    String label = marker.reference().target();
    if (label.contains("/")) {
      draft.add(
          draft
              .error(
                  TreeCode.FIXUP_BY_PATH,
                  span,
                  "the overlay has no node "
                      + marker.reference()
                      + ", and only labels of the base"
                      + " can be referred to")
              .about(path + ":" + place.property().name));
      return;
    }
    String entry = path + ":" + place.property().name + ":" + marker.offset();
    DraftNode fixups = draft.root.made("__fixups__");
    Optional<DraftProperty> known = fixups.property(label);
    if (known.flatMap(p -> p.value.strings()).filter(all -> all.contains(entry)).isPresent()) {
      return;
    }
    if (known.isEmpty()) {
      fixups.make(label, PropertyValue.string(entry));
    } else {
      append(known.get(), ValueType.STRING, Bytes.latin1(entry + "\0"));
    }
  }

  private void addLocalFixup(Place place, Marker.PhandleOf marker) {
    DraftNode node = draft.root.made("__local_fixups__");
    for (String name : place.node().path().names()) {
      node = node.made(name);
    }
    PropertyValue offset = PropertyValue.cell(marker.offset());
    Optional<DraftProperty> known = node.property(place.property().name);
    Optional<List<Integer>> offsets = known.flatMap(p -> p.value.cells());
    if (offsets.filter(all -> all.contains(marker.offset())).isPresent()) {
      return;
    }
    if (known.isEmpty()) {
      node.make(place.property().name, offset);
    } else {
      append(known.get(), ValueType.UINT32, offset.bytes());
    }
  }

  private static void append(DraftProperty property, ValueType type, Bytes more) {
    PropertyValue old = property.value;
    byte[] bytes = new byte[old.bytes().length() + more.length()];
    old.bytes().copyTo(bytes, 0);
    more.copyTo(bytes, old.bytes().length());
    List<Marker> markers = new ArrayList<>(old.markers());
    markers.add(new Marker.Typed(old.bytes().length(), type));
    property.value = new PropertyValue(Bytes.wrap(bytes), markers);
  }
}
