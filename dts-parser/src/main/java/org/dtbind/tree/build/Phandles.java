// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.tree.build;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.check.Check;
import org.dtbind.diag.Message;
import org.dtbind.diag.Subject;
import org.dtbind.source.Span;
import org.dtbind.tree.BuildOptions;
import org.dtbind.tree.Marker;
import org.dtbind.tree.PropertyValue;

/** Assigns phandles to nodes. */
final class Phandles {

  private final Draft draft;
  private final Map<Integer, DraftNode> nodes = new HashMap<>(1 << 10);
  private final BuildOptions.Phandle form;
  private int next = 1;

  Phandles(Draft draft, BuildOptions.Phandle form) {
    this.draft = draft;
    this.form = form;
  }

  /** Records the phandles that the source specifies. */
  void takeExplicit() {
    draft.forEach(this::take);
  }

  private void take(DraftNode node) {
    int phandle = explicit(node, "phandle");
    int legacy = explicit(node, "linux,phandle");
    if (phandle == 0 && legacy == 0) {
      return;
    }
    if (phandle != 0 && legacy != 0 && phandle != legacy) {
      fail(node, Message.of("mismatching 'phandle' and 'linux,phandle' properties"));
    }
    int number = phandle != 0 ? phandle : legacy;
    DraftNode other = nodes.putIfAbsent(number, node);
    if (other == null) {
      node.phandle = number;
    } else {
      fail(
          node,
          Message.of(
              "duplicated phandle {phandle} (seen before at {node})",
              "0x%x".formatted(number),
              other.path()));
    }
  }

  /** Returns the phandle in a property; 0 if there is none, or if it is invalid. */
  private int explicit(DraftNode node, String name) {
    Optional<DraftProperty> property = node.properties.live(name);
    if (property.isEmpty()) {
      return 0;
    }
    PropertyValue value = property.get().value();
    if (value.bytes().length() != 4) {
      fail(
          node,
          property.get(),
          Message.of("bad length ({size}) {property} property", value.bytes().length(), name));
      return 0;
    }
    for (Marker marker : value.markers()) {
      if (marker instanceof Marker.PhandleOf of) {
        if (draft.find(of.reference()).filter(node::equals).isEmpty()) {
          fail(node, Message.of("{property} is a reference to another node", name));
        }
        // A reference from a node to itself here requests a phandle even if no other node refers to
        // it.
        return 0;
      }
    }
    int number = value.bytes().cell(0);
    if (number == 0 || number == -1) {
      fail(
          node,
          property.get(),
          Message.of(
              "bad value ({phandle}) in {property} property", "0x%x".formatted(number), name));
      return 0;
    }
    return number;
  }

  private void fail(DraftNode node, Message message) {
    Span span = node.written().isEmpty() ? node.named : node.written().get(0);
    draft.add(draft.error(Check.EXPLICIT_PHANDLES, span, message).about(Subject.of(node.path())));
  }

  private void fail(DraftNode node, DraftProperty property, Message message) {
    List<Span> written = property.written();
    Span span = written.isEmpty() ? node.named : written.get(written.size() - 1);
    Subject subject = Subject.of(node.path(), property.name);
    draft.add(draft.error(Check.EXPLICIT_PHANDLES, span, message).about(subject));
  }

  Optional<DraftNode> numbered(int number) {
    return Optional.ofNullable(nodes.get(number)).filter(node -> !node.deleted);
  }

  /** Returns the phandle of a node; assigns the lowest unused one if necessary. */
  int of(DraftNode node) {
    if (node.phandle == 0) {
      while (nodes.containsKey(next)) {
        next++;
      }
      node.phandle = next;
      nodes.put(next, node);
      if (form != BuildOptions.Phandle.EPAPR) {
        make(node, "linux,phandle");
      }
      if (form != BuildOptions.Phandle.LEGACY) {
        make(node, "phandle");
      }
    }
    return node.phandle;
  }

  private static void make(DraftNode node, String name) {
    if (node.properties.live(name).isEmpty()) {
      node.make(name, PropertyValue.cell(node.phandle));
    }
  }
}
