// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.tree.build;

import java.util.ArrayList;
import java.util.List;
import org.dtbind.source.Span;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.PropertyValue;

/** A property while its node is being built. A deleted one keeps its place. */
final class DraftProperty implements Slots.Slot {

  final String name;
  final Labels labels = new Labels();
  final List<Span> written = new ArrayList<>();
  PropertyValue value;
  boolean deleted;

  DraftProperty(String name, PropertyValue value) {
    this.name = name;
    this.value = value;
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
