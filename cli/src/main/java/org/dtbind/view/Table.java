// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.view;

import java.util.List;
import org.dtbind.source.Shown;

/**
 * Rows as text.
 *
 * @param headings one for each column; none: the table is shown without
 * @param rows each with as many cells as the others
 * @param states whether cells that are the word for a state, or begin with one and a colon, are
 *     shown in its tone
 */
public record Table(List<String> headings, List<List<String>> rows, boolean states) {

  /** A cell for what is not there. */
  private static final String ABSENT = "-";

  /** Copies the lists and checks that the rows are of one length. */
  public Table {
    headings = List.copyOf(headings);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<String> row : rows) {
      if (!headings.isEmpty() && row.size() != headings.size()) {
        throw new IllegalArgumentException(row.size() + " cells below " + headings.size());
      }
    }
  }

  /** Makes a table without states. */
  public Table(List<String> headings, List<List<String>> rows) {
    this(headings, rows, false);
  }

  /**
   * {@return the lines, each ending in a newline: columns two spaces apart, as wide as their widest
   * cell, no spaces at the end; nothing at all where there is no row. Control characters in a cell
   * are shown as {@code ?}: names come from devicetrees, and could otherwise drive the terminal}
   */
  public String text() {
    return text(Terminal.NONE);
  }

  /**
   * {@return the same, no wider than a terminal. Where the columns do not fit, those in which no
   * row has anything, or each has what another column has, are left out; then cells go on in the
   * next line; then each row becomes a block of one line for each cell. No cell is cut}
   */
  public String text(Terminal terminal) {
    if (rows.isEmpty()) {
      return "";
    }
    List<List<String>> cells =
        rows.stream().map(row -> row.stream().map(Table::printable).toList()).toList();
    return new FittedTable(headings, cells, this::tone, terminal).text();
  }

  private Tone tone(String cell) {
    return cell.equals(ABSENT) ? Tone.FAINT : states ? Tone.of(cell) : Tone.PLAIN;
  }

  /** {@return whether a cell says nothing} */
  static boolean isAbsent(String cell) {
    return cell.isEmpty() || cell.equals(ABSENT);
  }

  /**
   * {@return the text with {@code ?} for each character that could drive the terminal, or make one
   * name look like another}
   */
  public static String printable(String text) {
    return Shown.masked(text);
  }
}
