// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.schema;

import java.util.Optional;

/**
 * How the bytes of a property are to be read.
 *
 * @param name of dt-schema's types.yaml, such as {@code uint32-matrix}; absent if no schema says
 * @param size of the matrix, where one is known
 */
public record PropertyType(Optional<String> name, Optional<Dimensions> size) {

  /** How many rows a matrix has, and cells in each; a maximum of 0 is none. */
  public record Dimensions(int leastRows, int mostRows, int leastCells, int mostCells) {

    /** {@return what both allow} */
    Dimensions with(Dimensions other) {
      int[] rows = merged(leastRows, mostRows, other.leastRows, other.mostRows);
      int[] cells = merged(leastCells, mostCells, other.leastCells, other.mostCells);
      return new Dimensions(rows[0], rows[1], cells[0], cells[1]);
    }

    private static int[] merged(int least, int most, int otherLeast, int otherMost) {
      int maximum = Math.min(most, otherMost) == 0 ? 0 : Math.max(most, otherMost);
      return new int[] {maximum == 1 ? 1 : Math.min(least, otherLeast), maximum};
    }

    /** {@return whether a number of rows or of cells is fixed} */
    public boolean isFixed() {
      return leastRows > 0 && leastRows == mostRows || leastCells > 0 && leastCells == mostCells;
    }
  }
}
