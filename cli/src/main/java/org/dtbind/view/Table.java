// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.view;

import java.util.List;
import org.dtbind.source.Shown;

/**
 * Rows as text.
 *
 * @param headings one per column; empty for a table without headings
 * @param rows all of the same length
 * @param states whether cells that name a state, or begin with a state and a colon, have its color
 */
public record Table(List<String> headings, List<List<String>> rows, boolean states) {

  /** The text of an absent value. */
  private static final String ABSENT = "-";

  /** Copies the lists and checks the length of the rows. */
  public Table {
    headings = List.copyOf(headings);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<String> row : rows) {
      if (!headings.isEmpty() && row.size() != headings.size()) {
        throw new IllegalArgumentException(row.size() + " cells below " + headings.size());
      }
    }
  }

  /** Creates a table without colors for states. */
  public Table(List<String> headings, List<List<String>> rows) {
    this(headings, rows, false);
  }

  /**
   * Returns the lines, each with a newline at the end; empty if there are no rows. Columns are as
   * wide as their widest cell and two spaces apart; lines have no trailing spaces. Control
   * characters appear as {@code ?}, because names come from devicetrees and could otherwise control
   * the terminal.
   */
  public String text() {
    return text(Terminal.NONE);
  }

  /**
   * Returns the lines, fitted to the width of a terminal. If the columns are too wide, the table
   * omits columns that are empty or equal to another one, then breaks cells into several lines, and
   * at last shows each row as a block with one line per cell. No cell is truncated.
   */
  public String text(Terminal terminal) {
    if (rows.isEmpty()) {
      return "";
    }
    List<List<String>> cells =
        rows.stream().map(row -> row.stream().map(Shown::masked).toList()).toList();
    return new FittedTable(headings, cells, this::tone, terminal).text();
  }

  private Tone tone(String cell) {
    return cell.equals(ABSENT) ? Tone.FAINT : states ? Tone.of(cell) : Tone.PLAIN;
  }

  /** {@return whether a cell stands for an absent value} */
  static boolean isAbsent(String cell) {
    return cell.isEmpty() || cell.equals(ABSENT);
  }
}
