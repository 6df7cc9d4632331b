// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.tree;

import java.util.EnumMap;
import java.util.List;
import java.util.Objects;

/** Information about a position in a value, beyond its bytes. */
public sealed interface Marker {

  /** {@return the offset in the value, from 0 to the number of bytes} */
  int offset();

  /**
   * {@return an equal marker at another offset}
   *
   * @param offset the offset in the value in bytes
   */
  Marker at(int offset);

  /**
   * Marks the start of a part that source writes as {@code type}.
   *
   * @param offset the offset in the value in bytes
   * @param type the type of the part
   */
  record Typed(int offset, ValueType type) implements Marker {

    private static final EnumMap<ValueType, List<Marker>> ALONE = new EnumMap<>(ValueType.class);

    static {
      for (ValueType type : ValueType.values()) {
        ALONE.put(type, List.of(new Typed(0, type)));
      }
    }

    /**
     * {@return the markers of a value that consists of one part, a list that these values share}
     *
     * @param type the type of the part
     */
    public static List<Marker> alone(ValueType type) {
      return Objects.requireNonNull(ALONE.get(type));
    }

    @Override
    public Typed at(int place) {
      return new Typed(place, type);
    }
  }

  /**
   * Marks a label within the value.
   *
   * @param offset the offset in the value in bytes
   * @param label the label
   */
  record Labelled(int offset, Label label) implements Marker {
    @Override
    public Labelled at(int place) {
      return new Labelled(place, label);
    }
  }

  /**
   * Marks a cell that contains the phandle of a node.
   *
   * @param offset the offset in the value in bytes
   * @param reference the reference to the node
   */
  record PhandleOf(int offset, Reference reference) implements Marker {
    @Override
    public PhandleOf at(int place) {
      return new PhandleOf(place, reference);
    }
  }

  /**
   * Marks a string that is the path of a node.
   *
   * @param offset the offset in the value in bytes
   * @param reference the reference to the node
   */
  record PathOf(int offset, Reference reference) implements Marker {
    @Override
    public PathOf at(int place) {
      return new PathOf(place, reference);
    }
  }
}
