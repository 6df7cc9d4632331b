// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dtbind.source.Bytes;
import org.dtbind.tree.Label;
import org.dtbind.tree.Marker;
import org.dtbind.tree.PropertyValue;
import org.dtbind.tree.Reference;
import org.dtbind.tree.ValueType;

/** Puts the value of a property together. */
final class ValueBuilder {

  private byte[] bytes = new byte[16];
  private int length;
  private final List<Marker> markers = new ArrayList<>();

  void type(ValueType type) {
    markers.add(new Marker.Typed(length, type));
  }

  void label(Label label) {
    markers.add(new Marker.Labelled(length, label));
  }

  void phandle(Reference reference) {
    markers.add(new Marker.PhandleOf(length, reference));
  }

  void path(Reference reference) {
    markers.add(new Marker.Typed(length, ValueType.STRING));
    markers.add(new Marker.PathOf(length, reference));
  }

  void number(long value, int width) {
    ensure(width);
    for (int shift = width * 8 - 8; shift >= 0; shift -= 8) {
      bytes[length++] = (byte) (value >> shift);
    }
  }

  void append(Bytes more) {
    ensure(more.length());
    more.copyTo(bytes, length);
    length += more.length();
  }

  private void ensure(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }

  PropertyValue build() {
    return new PropertyValue(Bytes.wrap(Arrays.copyOf(bytes, length)), markers);
  }
}
