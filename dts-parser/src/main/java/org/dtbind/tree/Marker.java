// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.tree;

/** Information about a position in a value, beyond its bytes. */
public sealed interface Marker {

  /** {@return the index in the value's bytes, 0 to their number} */
  int offset();

  /**
   * {@return the same marker at another position}
   *
   * @param offset index in the value's bytes
   */
  Marker at(int offset);

  /**
   * From here on the value was written as {@code type}.
   *
   * @param offset index in the value's bytes
   * @param type the way it was written
   */
  record Typed(int offset, ValueType type) implements Marker {
    @Override
    public Typed at(int place) {
      return new Typed(place, type);
    }
  }

  /**
   * A label inside the value.
   *
   * @param offset index in the value's bytes
   * @param label the label
   */
  record Labelled(int offset, Label label) implements Marker {
    @Override
    public Labelled at(int place) {
      return new Labelled(place, label);
    }
  }

  /**
   * The cell here is the phandle of a node.
   *
   * @param offset index in the value's bytes
   * @param reference the node
   */
  record PhandleOf(int offset, Reference reference) implements Marker {
    @Override
    public PhandleOf at(int place) {
      return new PhandleOf(place, reference);
    }
  }

  /**
   * The string here is the path of a node.
   *
   * @param offset index in the value's bytes
   * @param reference the node
   */
  record PathOf(int offset, Reference reference) implements Marker {
    @Override
    public PathOf at(int place) {
      return new PathOf(place, reference);
    }
  }
}
