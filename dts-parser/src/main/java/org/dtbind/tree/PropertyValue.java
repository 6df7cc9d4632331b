// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.source.Bytes;

/**
 * The value of a property: bytes, and what is known about them. Only source has types, labels and
 * references; a value from a blob is only bytes, which its binding interprets.
 *
 * @param bytes the value as in a blob
 * @param markers by offset; at one offset in the order in which they were written
 */
public record PropertyValue(Bytes bytes, List<Marker> markers) {

  /** The value of a property without a value. */
  public static final PropertyValue EMPTY = new PropertyValue(Bytes.empty(), List.of());

  /** Copies the list. */
  public PropertyValue {
    markers = List.copyOf(markers);
  }

  /**
   * {@return a value of which only the bytes are known}
   *
   * @param bytes the value
   */
  public static PropertyValue of(Bytes bytes) {
    return new PropertyValue(bytes, List.of());
  }

  /**
   * {@return a value of one string, as written in source}
   *
   * @param text the string, characters U+0001 to U+00FF
   */
  public static PropertyValue string(String text) {
    return new PropertyValue(
        Bytes.latin1(text + "\0"), List.of(new Marker.Typed(0, ValueType.STRING)));
  }

  /**
   * {@return a value of one 32-bit cell, as written in source}
   *
   * @param cell the number
   */
  public static PropertyValue cell(int cell) {
    byte[] bytes = {(byte) (cell >> 24), (byte) (cell >> 16), (byte) (cell >> 8), (byte) cell};
    return new PropertyValue(Bytes.wrap(bytes), List.of(new Marker.Typed(0, ValueType.UINT32)));
  }

  /** {@return the cells that source writes as references to nodes, by rising offset} */
  public List<Marker.PhandleOf> references() {
    List<Marker.PhandleOf> references = new ArrayList<>();
    for (Marker marker : markers) {
      if (marker instanceof Marker.PhandleOf reference) {
        references.add(reference);
      }
    }
    return references;
  }

  /** {@return whether there are no bytes} */
  public boolean isEmpty() {
    return bytes.isEmpty();
  }

  /**
   * {@return the value read as strings that each end in a zero byte; empty if it is not such a
   * list}
   */
  public Optional<List<String>> strings() {
    List<String> strings = new ArrayList<>();
    int from = 0;
    while (from < bytes.length()) {
      int end = bytes.indexOf(0, from);
      if (end < 0) {
        return Optional.empty();
      }
      strings.add(bytes.slice(from, end).latin1());
      from = end + 1;
    }
    return strings.isEmpty() ? Optional.empty() : Optional.of(strings);
  }

  /** {@return the value read as exactly one string; empty if it is not one} */
  public Optional<String> string() {
    Optional<List<String>> strings = strings();
    return strings.isPresent() && strings.get().size() == 1
        ? Optional.of(strings.get().get(0))
        : Optional.empty();
  }

  /** {@return the value read as 32-bit cells; empty if its length is not a multiple of 4} */
  public Optional<List<Integer>> cells() {
    if (bytes.length() % 4 != 0) {
      return Optional.empty();
    }
    List<Integer> cells = new ArrayList<>();
    for (int i = 0; i < bytes.length(); i += 4) {
      cells.add(bytes.cell(i));
    }
    return Optional.of(cells);
  }

  /** {@return the cells of the value, without left-over bytes at its end} */
  public List<Integer> wholeCells() {
    List<Integer> cells = new ArrayList<>();
    for (int i = 0; i + 4 <= bytes.length(); i += 4) {
      cells.add(bytes.cell(i));
    }
    return cells;
  }

  /** {@return the value read as exactly one 32-bit cell; empty if it is not one} */
  public Optional<Integer> cell() {
    return bytes.length() == 4 ? Optional.of(bytes.cell(0)) : Optional.empty();
  }
}
