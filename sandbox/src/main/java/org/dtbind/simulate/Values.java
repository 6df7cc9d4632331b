// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.simulate;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.dtbind.source.Bytes;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.Marker;
import org.dtbind.tree.PropertyValue;
import org.dtbind.tree.ValueType;

/** Creates properties and nodes that have no origin in source. */
final class Values {

  private Values() {}

  static DtProperty flag(String name) {
    return DtProperty.made(name, PropertyValue.EMPTY);
  }

  /** Returns a property of strings, whose characters must be U+0001 to U+00FF. */
  static DtProperty texts(String name, List<String> texts) {
    List<Marker> markers = new ArrayList<>();
    StringBuilder all = new StringBuilder();
    for (String text : texts) {
      markers.add(new Marker.Typed(all.length(), ValueType.STRING));
      all.append(text).append('\0');
    }
    return DtProperty.made(name, new PropertyValue(Bytes.latin1(all.toString()), markers));
  }

  /** Returns a property of cells; an empty list creates a property without a value. */
  static DtProperty cells(String name, List<Integer> cells) {
    ByteBuffer bytes = ByteBuffer.allocate(cells.size() * Integer.BYTES);
    cells.forEach(bytes::putInt);
    List<Marker> markers = cells.isEmpty() ? List.of() : Marker.Typed.alone(ValueType.UINT32);
    return DtProperty.made(name, new PropertyValue(Bytes.wrap(bytes.array()), markers));
  }
}
