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

/** A property while overlays are being merged. Confined to one application. */
final class MergedProperty {

  private DtProperty property;

  /** Its bytes, once one was changed. */
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

  /** Puts a cell where it need not be aligned. */
  void put(int offset, int cell) {
    byte[] bytes = patched.isPresent() ? patched.get() : property.value().bytes().toArray();
    for (int i = 0; i < 4; i++) {
      bytes[offset + i] = (byte) (cell >> (24 - 8 * i));
    }
    patched = Optional.of(bytes);
  }

  /** Takes the value of another one, and remembers who wrote this before. */
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
