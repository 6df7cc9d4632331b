// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.report;

import java.util.ArrayList;
import java.util.List;
import org.dtbind.source.Shown;

/**
 * Rows for people to read.
 *
 * @param headings one for each column; none: the table is shown without
 * @param rows each with as many cells as the others
 */
public record Table(List<String> headings, List<List<String>> rows) {

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

  /**
   * {@return the lines, each ending in a newline: columns two spaces apart, as wide as their widest
   * cell, no spaces at the end. Control characters in a cell are shown as {@code ?}: names come
   * from devicetrees, and could otherwise drive the terminal}
   */
  public String text() {
    return text(0);
  }

  /**
   * {@return the same, no wider than a terminal: a sentence in the last column goes on in the next
   * line, other long cells have {@code …} in place of their middle}
   *
   * @param terminal columns that it has; 0: as wide as the cells
   */
  public String text(int terminal) {
    List<List<String>> lines = new ArrayList<>();
    if (!headings.isEmpty()) {
      lines.add(headings);
    }
    for (List<String> row : rows) {
      lines.add(row.stream().map(Table::printable).toList());
    }
    List<Integer> widths = new ArrayList<>();
    for (List<String> line : lines) {
      for (int column = 0; column < line.size(); column++) {
        int width = width(line.get(column));
        if (column == widths.size()) {
          widths.add(width);
        } else {
          widths.set(column, Math.max(width, widths.get(column)));
        }
      }
    }
    if (terminal > 0) {
      return FittedTable.text(lines, widths, terminal);
    }
    StringBuilder out = new StringBuilder();
    for (List<String> line : lines) {
      StringBuilder shown = new StringBuilder();
      for (int column = 0; column < line.size(); column++) {
        String cell = line.get(column);
        shown.append(cell).append(" ".repeat(widths.get(column) - width(cell) + 2));
      }
      out.append(shown.toString().stripTrailing()).append('\n');
    }
    return out.toString();
  }

  /** Columns of a terminal, where each character takes one. */
  static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }

  /**
   * {@return the text with {@code ?} for each character that could drive the terminal, or make one
   * name look like another}
   *
   * @param text such as a name from a devicetree
   */
  public static String printable(String text) {
    return Shown.masked(text);
  }
}
