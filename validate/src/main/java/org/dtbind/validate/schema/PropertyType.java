// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.schema;

import java.util.Optional;

/**
 * The type of a property, which determines how its bytes are decoded.
 *
 * @param name a type of dt-schema's {@code types.yaml}, such as {@code uint32-matrix}; absent if no
 *     schema specifies one
 * @param size the dimensions of a matrix; absent if no schema specifies them
 */
public record PropertyType(Optional<String> name, Optional<Dimensions> size) {

  /**
   * The limits for the number of rows in a matrix and the number of cells in each row. A maximum of
   * 0 means that there is no maximum.
   */
  public record Dimensions(int leastRows, int mostRows, int leastCells, int mostCells) {

    /** {@return dimensions that include all matrices that this or {@code other} allows} */
    Dimensions with(Dimensions other) {
      int[] rows = merged(leastRows, mostRows, other.leastRows, other.mostRows);
      int[] cells = merged(leastCells, mostCells, other.leastCells, other.mostCells);
      return new Dimensions(rows[0], rows[1], cells[0], cells[1]);
    }

    private static int[] merged(int least, int most, int otherLeast, int otherMost) {
      int maximum = Math.min(most, otherMost) == 0 ? 0 : Math.max(most, otherMost);
      return new int[] {maximum == 1 ? 1 : Math.min(least, otherLeast), maximum};
    }

    /** {@return whether the number of rows or the number of cells is fixed} */
    public boolean isFixed() {
      return leastRows > 0 && leastRows == mostRows || leastCells > 0 && leastCells == mostCells;
    }
  }
}
