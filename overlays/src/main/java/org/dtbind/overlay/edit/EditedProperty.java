// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.source.Bytes;
import org.dtbind.source.Span;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.PropertyValue;

/** A property of an {@link EditedNode}. Use in one thread. */
public final class EditedProperty {

  private DtProperty property;

  /** The places that contributed to the value later. */
  private List<Span> written = List.of();

  /** A copy of the value, present after the first {@link #put}. */
  private Optional<byte[]> patched = Optional.empty();

  private boolean removed;

  EditedProperty(DtProperty property) {
    this.property = property;
  }

  public String name() {
    return property.name();
  }

  /** {@return the place of the last value} */
  public Span span() {
    return written.isEmpty() ? property.span() : written.get(written.size() - 1);
  }

  public PropertyValue value() {
    return patched.isPresent()
        ? new PropertyValue(Bytes.copyOf(patched.get()), property.value().markers())
        : property.value();
  }

  /** {@return the length of the value in bytes} */
  public int length() {
    return property.value().bytes().length();
  }

  /** {@return the big-endian cell at an offset in bytes, which need not be a multiple of 4} */
  public int cell(int offset) {
    Bytes bytes = patched.isPresent() ? Bytes.wrap(patched.get()) : property.value().bytes();
    return bytes.cell(offset);
  }

  /** Writes a big-endian cell; the offset need not be a multiple of 4. */
  public void put(int offset, int cell) {
    byte[] bytes = patched.isPresent() ? patched.get() : property.value().bytes().toArray();
    for (int i = 0; i < 4; i++) {
      bytes[offset + i] = (byte) (cell >> (24 - 8 * i));
    }
    patched = Optional.of(bytes);
  }

  /** Adds source positions that contributed to the value. */
  public void write(List<Span> spans) {
    if (!spans.isEmpty()) {
      written = written.isEmpty() ? new ArrayList<>() : written;
      written.addAll(spans);
    }
  }

  /** Takes the value of another property, and keeps the source positions of both. */
  void replace(DtProperty other) {
    write(other.written());
    property = new DtProperty(name(), other.value(), property.labels(), property.written());
    patched = Optional.empty();
  }

  /** Marks the property, because a list of many properties takes long to remove one. */
  void remove() {
    removed = true;
  }

  boolean isRemoved() {
    return removed;
  }

  /** {@return the property with its current value and the places of all its values} */
  public DtProperty freeze() {
    if (patched.isEmpty() && written.isEmpty()) {
      return property;
    }
    List<Span> all = new ArrayList<>(property.written());
    all.addAll(written);
    return new DtProperty(name(), value(), property.labels(), all);
  }
}
