// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A table on a terminal that may be too narrow for it: sentences in the last column go on in the
 * next line, other cells lose what is in their middle.
 */
final class FittedTable {

  /** What a column keeps: so little that all nine of {@code lines} fit 80 columns. */
  private static final int LEAST = 7;

  /** What a last column with sentences keeps. */
  private static final int LEAST_SENTENCE = 24;

  private static final int GAP = 2;

  private final List<Integer> widths;
  private final boolean sentences;

  private FittedTable(List<List<String>> lines, List<Integer> widths) {
    this.widths = widths;
    int last = widths.size() - 1;
    this.sentences =
        lines.stream().skip(1).anyMatch(line -> line.size() > last && line.get(last).contains(" "));
  }

  /**
   * {@return the lines of a table, each ending in a newline; none is wider than the terminal, but
   * where that is narrower than what the columns keep}
   *
   * @param lines rows of printable cells, headings among them
   * @param widths of the columns, in code points
   * @param columns of the terminal
   */
  static String text(List<List<String>> lines, List<Integer> widths, int columns) {
    FittedTable table = new FittedTable(lines, new ArrayList<>(widths));
    table.narrow(columns);
    StringBuilder out = new StringBuilder();
    for (List<String> line : lines) {
      table.append(out, line);
    }
    return out.toString();
  }

  /** Takes from the widest column that has more than it keeps, until all of them fit. */
  private void narrow(int columns) {
    int total = GAP * (widths.size() - 1);
    for (int width : widths) {
      total += width;
    }
    while (total > columns) {
      int widest = -1;
      for (int column = 0; column < widths.size(); column++) {
        if (widths.get(column) > least(column)
            && (widest < 0 || widths.get(column) > widths.get(widest))) {
          widest = column;
        }
      }
      if (widest < 0) {
        return;
      }
      widths.set(widest, widths.get(widest) - 1);
      total--;
    }
  }

  private int least(int column) {
    return column == widths.size() - 1 && sentences ? LEAST_SENTENCE : LEAST;
  }

  private void append(StringBuilder out, List<String> cells) {
    int last = widths.size() - 1;
    StringBuilder shown = new StringBuilder();
    int indent = 0;
    for (int column = 0; column < last; column++) {
      String cell = column < cells.size() ? shortened(cells.get(column), widths.get(column)) : "";
      shown.append(cell).append(" ".repeat(widths.get(column) - Table.width(cell) + GAP));
      indent += widths.get(column) + GAP;
    }
    List<String> rest =
        cells.size() > last ? wrapped(cells.get(last), widths.get(last)) : List.of();
    for (int i = 0; i < rest.size(); i++) {
      shown.append(i == 0 ? "" : "\n" + " ".repeat(indent)).append(rest.get(i));
    }
    out.append(shown.toString().stripTrailing()).append('\n');
  }

  /** Words, as many in each line as there is room for. */
  private static List<String> wrapped(String text, int width) {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String word : text.split(" ", -1)) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (Table.width(longer) > width && !line.isEmpty()) {
        lines.add(line);
        longer = word;
      }
      line = shortened(longer, width);
    }
    lines.add(line);
    return List.copyOf(lines);
  }

  /** Names differ at their ends more than in their middle. */
  private static String shortened(String text, int width) {
    int length = Table.width(text);
    if (length <= width) {
      return text;
    }
    int head = text.offsetByCodePoints(0, width / 2);
    int tail = text.offsetByCodePoints(0, length - (width - 1 - width / 2));
    return text.substring(0, head) + "…" + text.substring(tail);
  }
}
