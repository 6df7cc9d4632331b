// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.tree.build;

import java.util.ArrayList;
import java.util.List;
import org.dtbind.dts.syntax.Member;
import org.dtbind.source.Span;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.Label;
import org.dtbind.tree.Marker;
import org.dtbind.tree.PropertyValue;
import org.jspecify.annotations.Nullable;

/** A property under construction. A deleted property keeps its position in the node. */
final class DraftProperty implements Slots.Slot {

  final String name;

  /** The result if the property is not modified, as most are not; otherwise null. */
  private @Nullable DtProperty unchanged;

  private @Nullable Labels labels;
  private List<Span> written = List.of();
  private PropertyValue value;
  private boolean refers;
  boolean deleted;

  DraftProperty(String name, PropertyValue value) {
    this.name = name;
    this.value = value;
    this.refers = refers(value);
  }

  DraftProperty(Member.Property member) {
    this(member.property(), member.refers());
  }

  DraftProperty(DtProperty property) {
    this(property, refers(property.value()));
  }

  private DraftProperty(DtProperty property, boolean refers) {
    this.name = property.name();
    this.unchanged = property;
    this.value = property.value();
    this.refers = refers;
    this.written = property.written();
    List<Label> given = property.labels();
    for (int i = given.size() - 1; i >= 0; i--) {
      label(given.get(i));
    }
  }

  /** Replaces the value by that of a later definition in the source. */
  void replace(Member.Property later) {
    later.property().labels().forEach(this::label);
    unchanged = null;
    value = later.property().value();
    refers = later.refers();
    deleted = false;
    // Copy the immutable list of one element: most properties have only one place.
    written = written.size() > 1 ? written : new ArrayList<>(written);
    written.add(later.span());
  }

  private void label(Label label) {
    if (labels == null) {
      labels = new Labels();
      unchanged = null;
    }
    labels.add(label);
  }

  List<Span> written() {
    return written;
  }

  PropertyValue value() {
    return value;
  }

  void setValue(PropertyValue replacement) {
    unchanged = null;
    value = replacement;
    refers = refers(replacement);
  }

  /** Whether the value contains references; other values need no resolution. */
  boolean refers() {
    return refers;
  }

  private static boolean refers(PropertyValue value) {
    // By index, because this loop runs for each property of each tree.
    List<Marker> markers = value.markers();
    for (int i = 0; i < markers.size(); i++) {
      Marker marker = markers.get(i);
      if (marker instanceof Marker.PhandleOf || marker instanceof Marker.PathOf) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean deleted() {
    return deleted;
  }

  void delete() {
    deleted = true;
    if (labels != null) {
      labels.deleteAll();
    }
  }

  DtProperty freeze() {
    if (unchanged != null) {
      return unchanged;
    }
    return new DtProperty(name, value, labels == null ? List.of() : labels.live(), written);
  }
}
