// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.tree.build;

import java.util.ArrayList;
import java.util.List;
import org.dtbind.source.Span;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.Marker;
import org.dtbind.tree.PropertyValue;

/** A property while its node is being built. A deleted one keeps its place. */
final class DraftProperty implements Slots.Slot {

  final String name;
  final Labels labels = new Labels();
  final List<Span> written = new ArrayList<>(1);
  private PropertyValue value;
  private boolean refers;
  boolean deleted;

  DraftProperty(String name, PropertyValue value) {
    this.name = name;
    this.value = value;
    this.refers = refers(value);
  }

  PropertyValue value() {
    return value;
  }

  void setValue(PropertyValue replacement) {
    value = replacement;
    refers = refers(replacement);
  }

  /** Returns whether its value refers to nodes: passes leave alone what does not. */
  boolean refers() {
    return refers;
  }

  private static boolean refers(PropertyValue value) {
    for (Marker marker : value.markers()) {
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
    labels.deleteAll();
  }

  DtProperty freeze() {
    return new DtProperty(name, value, labels.live(), written);
  }
}
