// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dtbind.source.Bytes;
import org.dtbind.tree.Label;
import org.dtbind.tree.Marker;
import org.dtbind.tree.PropertyValue;
import org.dtbind.tree.Reference;
import org.dtbind.tree.ValueType;

/** Puts the values of properties together, one after another. */
final class ValueBuilder {

  /** By type, the markers of a value that is all of that type: most are. */
  private static final Map<ValueType, List<Marker>> WHOLE =
      Stream.of(ValueType.values())
          .collect(
              Collectors.toUnmodifiableMap(
                  type -> type, type -> List.of(new Marker.Typed(0, type))));

  private byte[] bytes = new byte[256];
  private int length;
  private final List<Marker> markers = new ArrayList<>();

  /** Begins the next value. */
  void clear() {
    length = 0;
    markers.clear();
  }

  void type(ValueType type) {
    markers.add(length == 0 ? whole(type).get(0) : new Marker.Typed(length, type));
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
    return new PropertyValue(
        Bytes.wrap(Arrays.copyOf(bytes, length)),
        markers.size() == 1 ? alone(markers.get(0)) : List.copyOf(markers));
  }

  private static List<Marker> alone(Marker marker) {
    return marker instanceof Marker.Typed typed && typed.offset() == 0
        ? whole(typed.type())
        : List.of(marker);
  }

  private static List<Marker> whole(ValueType type) {
    return Objects.requireNonNull(WHOLE.get(type));
  }
}
