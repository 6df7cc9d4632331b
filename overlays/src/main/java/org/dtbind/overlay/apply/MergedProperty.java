// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.apply;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.source.Bytes;
import org.dtbind.source.Span;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.PropertyValue;

/** A property that is being merged or patched. Use in one thread. */
final class MergedProperty {

  private DtProperty property;

  /** A copy of the value, present after the first {@link #put}. */
  private Optional<byte[]> patched = Optional.empty();

  MergedProperty(DtProperty property) {
    this.property = property;
  }

  String name() {
    return property.name();
  }

  Span span() {
    return property.span();
  }

  int length() {
    return property.value().bytes().length();
  }

  int cell(int offset) {
    Bytes bytes = patched.isPresent() ? Bytes.wrap(patched.get()) : property.value().bytes();
    return bytes.cell(offset);
  }

  /** Writes a big-endian cell; the offset need not be a multiple of 4. */
  void put(int offset, int cell) {
    byte[] bytes = patched.isPresent() ? patched.get() : property.value().bytes().toArray();
    for (int i = 0; i < 4; i++) {
      bytes[offset + i] = (byte) (cell >> (24 - 8 * i));
    }
    patched = Optional.of(bytes);
  }

  /** Takes the value of another property, and keeps the source positions of both. */
  void replace(DtProperty other) {
    List<Span> written = new ArrayList<>(property.written());
    written.addAll(other.written());
    property = new DtProperty(property.name(), other.value(), property.labels(), written);
    patched = Optional.empty();
  }

  DtProperty freeze() {
    if (patched.isPresent()) {
      Bytes bytes = Bytes.copyOf(patched.get());
      PropertyValue value = new PropertyValue(bytes, property.value().markers());
      return new DtProperty(property.name(), value, property.labels(), property.written());
    }
    return property;
  }
}
