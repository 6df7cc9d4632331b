// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.tree.build;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dtbind.source.Bytes;
import org.dtbind.tree.Marker;
import org.dtbind.tree.PropertyValue;
import org.dtbind.tree.ValueType;

/**
 * What is added to a property of a table, each entry once, behind what was written there by hand.
 */
final class TableEntries {

  private final DraftProperty property;
  private final ValueType type;
  private final Set<Bytes> known = new HashSet<>();
  private final List<Marker> markers;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  TableEntries(DraftProperty property, ValueType type) {
    this.property = property;
    this.type = type;
    Bytes written = property.value().bytes();
    markers = new ArrayList<>(property.value().markers());
    bytes.writeBytes(written.toArray());
    int from = 0;
    while (from < written.length()) {
      int end = end(written, from);
      known.add(written.slice(from, end));
      from = end;
    }
  }

  /** Returns where the entry that begins there ends: a string behind its zero byte. */
  private int end(Bytes written, int from) {
    if (type == ValueType.STRING) {
      int zero = written.indexOf(0, from);
      return zero < 0 ? written.length() : zero + 1;
    }
    return Math.min(from + type.width(), written.length());
  }

  void add(Bytes entry) {
    if (known.add(entry)) {
      markers.add(new Marker.Typed(bytes.size(), type));
      bytes.writeBytes(entry.toArray());
    }
  }

  void write() {
    property.setValue(new PropertyValue(Bytes.wrap(bytes.toByteArray()), markers));
  }
}
