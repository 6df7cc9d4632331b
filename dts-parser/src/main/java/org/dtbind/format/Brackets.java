// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.format;

/**
 * The brackets that are open at a place in a statement.
 *
 * @param round the number of parentheses
 * @param angle the number of angle brackets; those in parentheses are operators
 */
record Brackets(int round, int angle) {

  static final Brackets NONE = new Brackets(0, 0);

  Brackets after(Piece piece) {
    return switch (piece.text()) {
      case "(" -> new Brackets(round + 1, angle);
      case ")" -> new Brackets(round - 1, angle);
      case "<" -> round == 0 ? new Brackets(round, angle + 1) : this;
      case ">" -> round == 0 ? new Brackets(round, angle - 1) : this;
      default -> this;
    };
  }
}
