// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.tree.build;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.check.Check;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Subject;
import org.dtbind.source.Bytes;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.Marker;
import org.dtbind.tree.PropertyValue;
import org.dtbind.tree.Reference;

/** Resolves references in values to phandles and paths. */
final class ReferenceResolution {

  private final Draft draft;
  private final Phandles phandles;
  private final boolean plugin;

  /** A property with a reference that stands for a path. */
  private record ByPath(DraftNode node, DraftProperty property) {}

  /** Is filled when phandles are resolved. */
  private final List<ByPath> byPath = new ArrayList<>();

  ReferenceResolution(Draft draft, Phandles phandles, boolean plugin) {
    this.draft = draft;
    this.phandles = phandles;
    this.plugin = plugin;
  }

  /** Resolves cells. In an overlay, cells that refer to nodes of the base remain 0xffffffff. */
  void resolvePhandles() {
    draft.forEach(
        node -> {
          List<DraftProperty> properties = node.refers ? node.properties.all() : List.of();
          // By index, because the loop may add a phandle property to this node.
          for (int i = 0; i < properties.size(); i++) {
            DraftProperty property = properties.get(i);
            if (!property.deleted && property.refers()) {
              phandles(node, property);
            }
          }
        });
  }

  private void phandles(DraftNode node, DraftProperty property) {
    byte[] patched = null;
    boolean path = false;
    for (Marker marker : property.value().markers()) {
      path |= marker instanceof Marker.PathOf;
      if (!(marker instanceof Marker.PhandleOf of)) {
        continue;
      }
      if (patched == null) {
        patched = property.value().bytes().toArray();
      }
      Optional<DraftNode> target = draft.find(of.reference());
      int number = -1;
      if (target.isPresent()) {
        number = phandles.of(target.get());
        target.get().referenced = true;
      } else if (!plugin && !DtNode.isPhandle(property.name)) {
        // Phandles reports errors in the property phandle itself.
        fail(Check.PHANDLE_REFERENCES, node, property, of.reference());
      }
      for (int i = 0; i < 4; i++) {
        patched[of.offset() + i] = (byte) (number >> (24 - 8 * i));
      }
    }
    if (path) {
      byPath.add(new ByPath(node, property));
    }
    if (patched != null) {
      property.setValue(new PropertyValue(Bytes.wrap(patched), property.value().markers()));
    }
  }

  /** Inserts the paths of referenced nodes. Must be called after {@link #resolvePhandles}. */
  void resolvePaths() {
    for (ByPath reference : byPath) {
      paths(reference.node(), reference.property());
    }
  }

  private void paths(DraftNode node, DraftProperty property) {
    PropertyValue value = property.value();
    List<Marker> markers = new ArrayList<>();
    List<Bytes> pieces = new ArrayList<>();
    int copied = 0;
    int added = 0;
    for (Marker marker : value.markers()) {
      markers.add(marker.at(marker.offset() + added));
      if (marker instanceof Marker.PathOf of) {
        Optional<DraftNode> target = draft.find(of.reference());
        if (target.isEmpty()) {
          fail(Check.PATH_REFERENCES, node, property, of.reference());
          continue;
        }
        target.get().referenced = true;
        if (!draft.countPath(target.get().pathLength + 2, of.reference().span())) {
          continue;
        }
        Bytes path = Bytes.latin1(target.get().path().text() + "\0");
        pieces.add(value.bytes().slice(copied, of.offset()));
        pieces.add(path);
        copied = of.offset();
        added += path.length();
      }
    }
    pieces.add(value.bytes().slice(copied, value.bytes().length()));
    byte[] bytes = new byte[value.bytes().length() + added];
    int at = 0;
    for (Bytes piece : pieces) {
      piece.copyTo(bytes, at);
      at += piece.length();
    }
    property.setValue(new PropertyValue(Bytes.wrap(bytes), markers));
  }

  private void fail(Check code, DraftNode node, DraftProperty property, Reference reference) {
    if (draft.mayBeLost(reference)) {
      return;
    }
    Message message =
        Message.of("reference to a node or label that does not exist: {reference}", reference);
    Diagnostic diagnostic =
        draft.error(code, reference.span(), message).about(Subject.of(node.path(), property.name));
    Diagnostic helped = draft.suggestions.suggest(diagnostic, reference);
    boolean ofBase = plugin && code == Check.PATH_REFERENCES && helped.help().isEmpty();
    draft.add(
        ofBase
            ? helped.help(
                "an overlay can refer to a node of its base only in a cell, as in <&LABEL>; here,"
                    + " write the path of the node as a string, such as \"/soc/spi@2000\"")
            : helped);
  }

  /** Deletes the nodes with {@code /omit-if-no-ref/} to which no reference exists. */
  void omitUnreferenced(boolean symbols) {
    draft.forEach(
        node -> {
          boolean kept = symbols && node.labels.wereAdded();
          if (node.omitUnlessReferenced && !node.referenced && !kept) {
            node.delete();
          }
        });
  }
}
