// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts;

import java.util.ArrayList;
import java.util.List;
import org.dtbind.source.Bytes;
import org.dtbind.tree.Label;
import org.dtbind.tree.Marker;
import org.dtbind.tree.PropertyValue;
import org.dtbind.tree.Reference;
import org.dtbind.tree.ValueType;

/** Builds property values, one after another. */
final class ValueBuilder {

  /**
   * Size of the arrays in which values are stored one after another, which saves an array for each
   * value.
   */
  private static final int CHUNK = 1 << 13;

  private byte[] bytes = new byte[CHUNK];

  /**
   * A view of the whole array. Finished values are slices of it, whose bytes never change again.
   */
  private Bytes chunk = Bytes.wrap(bytes);

  /** Index at which the current value begins, and its length so far. */
  private int start;

  private int length;
  private final List<Marker> markers = new ArrayList<>();
  private boolean refers;

  void clear() {
    start += length;
    length = 0;
    markers.clear();
    refers = false;
  }

  void type(ValueType type) {
    markers.add(length == 0 ? Marker.Typed.alone(type).get(0) : new Marker.Typed(length, type));
  }

  void label(Label label) {
    markers.add(new Marker.Labelled(length, label));
  }

  boolean refers() {
    return refers;
  }

  void phandle(Reference reference) {
    refers = true;
    markers.add(new Marker.PhandleOf(length, reference));
  }

  void path(Reference reference) {
    refers = true;
    markers.add(new Marker.Typed(length, ValueType.STRING));
    markers.add(new Marker.PathOf(length, reference));
  }

  void number(long value, int width) {
    ensure(width);
    for (int shift = width * 8 - 8; shift >= 0; shift -= 8) {
      bytes[start + length++] = (byte) (value >> shift);
    }
  }

  void append(Bytes more) {
    ensure(more.length());
    more.copyTo(bytes, start + length);
    length += more.length();
  }

  private void ensure(int more) {
    if (more > bytes.length - start - length) {
      int size = Math.addExact(length, more);
      byte[] next = new byte[Math.max(CHUNK, Math.max(size, length * 2))];
      System.arraycopy(bytes, start, next, 0, length);
      bytes = next;
      chunk = Bytes.wrap(next);
      start = 0;
    }
  }

  PropertyValue build() {
    return new PropertyValue(
        chunk.slice(start, start + length),
        markers.size() == 1 ? alone(markers.get(0)) : List.copyOf(markers));
  }

  private static List<Marker> alone(Marker marker) {
    return marker instanceof Marker.Typed typed && typed.offset() == 0
        ? Marker.Typed.alone(typed.type())
        : List.of(marker);
  }
}
