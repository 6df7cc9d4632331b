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

/** Adds entries to a property of a table: each entry once, after those in the source. */
final class TableEntries {

  private final DraftProperty property;
  private final ValueType type;
  private final Set<Bytes> known = new HashSet<>();
  private final List<Marker> markers;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /**
   * Whether the value in the source ends with an incomplete entry, so that none can be appended.
   */
  private final boolean unended;

  private boolean malformed;

  TableEntries(DraftProperty property, ValueType type) {
    this.property = property;
    this.type = type;
    Bytes written = property.value().bytes();
    markers = new ArrayList<>(property.value().markers());
    bytes.writeBytes(written.toArray());
    int length = written.length();
    unended =
        type == ValueType.STRING
            ? length > 0 && written.get(length - 1) != 0
            : length % type.width() != 0;
    int from = 0;
    while (from < written.length()) {
      int end = end(written, from);
      known.add(written.slice(from, end));
      from = end;
    }
  }

  /** Returns the end of an entry; a string ends after its zero byte. */
  private int end(Bytes written, int from) {
    if (type == ValueType.STRING) {
      int zero = written.indexOf(0, from);
      return zero < 0 ? written.length() : zero + 1;
    }
    return Math.min(from + type.width(), written.length());
  }

  ValueType type() {
    return type;
  }

  boolean isMalformed() {
    return malformed;
  }

  void add(Bytes entry) {
    if (unended) {
      malformed = true;
    } else if (known.add(entry)) {
      markers.add(new Marker.Typed(bytes.size(), type));
      bytes.writeBytes(entry.toArray());
    }
  }

  void write() {
    property.setValue(new PropertyValue(Bytes.wrap(bytes.toByteArray()), markers));
  }
}
