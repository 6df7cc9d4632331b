// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.apply;

import java.util.ArrayList;
import java.util.List;
import org.dtbind.source.Span;
import org.dtbind.tree.Label;
import org.dtbind.tree.Marker;
import org.dtbind.tree.PropertyValue;
import org.dtbind.tree.Reference;

/**
 * Moves the source positions of one tree behind those of others, so that all fit into one table.
 *
 * @param by the distance
 */
record Shift(int by) {

  /** For the base, whose positions do not change. */
  static final Shift NONE = new Shift(0);

  Span span(Span span) {
    return by == 0 || !span.isKnown() || span.end() > Integer.MAX_VALUE - by
        ? by == 0 ? span : Span.NONE
        : new Span(span.start() + by, span.end() + by);
  }

  List<Span> spans(List<Span> spans) {
    if (by == 0) {
      return spans;
    }
    List<Span> shifted = new ArrayList<>(spans.size());
    for (Span span : spans) {
      shifted.add(span(span));
    }
    return shifted;
  }

  Label label(Label label) {
    return new Label(label.name(), span(label.span()));
  }

  List<Label> labels(List<Label> labels) {
    return by == 0 || labels.isEmpty() ? labels : labels.stream().map(this::label).toList();
  }

  PropertyValue value(PropertyValue value) {
    if (by == 0 || value.markers().isEmpty()) {
      return value;
    }
    return new PropertyValue(value.bytes(), value.markers().stream().map(this::marker).toList());
  }

  private Marker marker(Marker marker) {
    if (marker instanceof Marker.Labelled labelled) {
      return new Marker.Labelled(labelled.offset(), label(labelled.label()));
    }
    if (marker instanceof Marker.PhandleOf of) {
      return new Marker.PhandleOf(of.offset(), reference(of.reference()));
    }
    if (marker instanceof Marker.PathOf of) {
      return new Marker.PathOf(of.offset(), reference(of.reference()));
    }
    return marker;
  }

  private Reference reference(Reference reference) {
    return new Reference(reference.target(), span(reference.span()));
  }
}
