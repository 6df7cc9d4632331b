// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.source.Bytes;

/**
 * The value of a property: bytes, and markers with information about them. Only values from source
 * have types, labels and references; the bytes of a value from a blob are interpreted according to
 * its binding.
 *
 * @param bytes the value as in a blob
 * @param markers the markers by ascending offset; at one offset in the order of the source
 */
public record PropertyValue(Bytes bytes, List<Marker> markers) {

  /** The value of a property without a value. */
  public static final PropertyValue EMPTY = new PropertyValue(Bytes.empty(), List.of());

  /** Copies the list. */
  public PropertyValue {
    markers = List.copyOf(markers);
  }

  /**
   * {@return a value without markers}
   *
   * @param bytes the bytes of the value
   */
  public static PropertyValue of(Bytes bytes) {
    return new PropertyValue(bytes, List.of());
  }

  /**
   * {@return a value of one string, as if from source}
   *
   * @param text the string, with characters U+0001 to U+00FF
   */
  public static PropertyValue string(String text) {
    return new PropertyValue(Bytes.latin1(text + "\0"), Marker.Typed.alone(ValueType.STRING));
  }

  /**
   * {@return a value of one 32-bit cell, as if from source}
   *
   * @param cell the number
   */
  public static PropertyValue cell(int cell) {
    byte[] bytes = {(byte) (cell >> 24), (byte) (cell >> 16), (byte) (cell >> 8), (byte) cell};
    return new PropertyValue(Bytes.wrap(bytes), Marker.Typed.alone(ValueType.UINT32));
  }

  /** {@return the cells that are references in source, by ascending offset} */
  public List<Marker.PhandleOf> references() {
    List<Marker.PhandleOf> references = new ArrayList<>();
    for (Marker marker : markers) {
      if (marker instanceof Marker.PhandleOf reference) {
        references.add(reference);
      }
    }
    return references;
  }

  /**
   * {@return the cell at an offset if it is a reference in source}
   *
   * @param offset the offset in the value in bytes
   */
  public Optional<Marker.PhandleOf> reference(int offset) {
    int low = 0;
    int high = markers.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (markers.get(middle).offset() < offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    for (int at = low; at < markers.size() && markers.get(at).offset() == offset; at++) {
      if (markers.get(at) instanceof Marker.PhandleOf reference) {
        return Optional.of(reference);
      }
    }
    return Optional.empty();
  }

  /** {@return whether the value has no bytes} */
  public boolean isEmpty() {
    return bytes.isEmpty();
  }

  /**
   * {@return the value as a list of strings that each end with a zero byte; empty if it is not such
   * a list}
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

  /** {@return the value as one string; empty if it is not exactly one string} */
  public Optional<String> string() {
    Optional<List<String>> strings = strings();
    return strings.isPresent() && strings.get().size() == 1
        ? Optional.of(strings.get().get(0))
        : Optional.empty();
  }

  /** {@return the value as 32-bit cells; empty if its length is not a multiple of 4} */
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

  /**
   * {@return the 32-bit cells of the value, without the remaining bytes if its length is not a
   * multiple of 4}
   */
  public List<Integer> wholeCells() {
    List<Integer> cells = new ArrayList<>();
    for (int i = 0; i + 4 <= bytes.length(); i += 4) {
      cells.add(bytes.cell(i));
    }
    return cells;
  }

  /** {@return the first 32-bit cell of the value; empty if it is shorter than a cell} */
  public Optional<Integer> firstCell() {
    return bytes.length() >= 4 ? Optional.of(bytes.cell(0)) : Optional.empty();
  }

  /** {@return the value as one 32-bit cell; empty if its length is not 4} */
  public Optional<Integer> cell() {
    return bytes.length() == 4 ? Optional.of(bytes.cell(0)) : Optional.empty();
  }
}
