// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.view;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Formats a table whose columns are as wide as their cells, or narrower if the terminal requires
 * it.
 */
final class FittedTable {

  private static final int GAP = 2;

  /**
   * The maximum initial capacity for the text, in characters. Most tables fit, so that the buffer
   * does not grow.
   */
  private static final int MOST_AT_ONCE = 1 << 24;

  private final List<String> headings;
  private final List<List<String>> rows;
  private final Function<String, Tone> tone;
  private final Terminal terminal;

  FittedTable(
      List<String> headings,
      List<List<String>> rows,
      Function<String, Tone> tone,
      Terminal terminal) {
    this.headings = headings;
    this.rows = rows;
    this.tone = tone;
    this.terminal = terminal;
  }

  /** {@return the lines, each with a newline at the end} */
  String text() {
    List<Integer> all = IntStream.range(0, columns()).boxed().toList();
    List<Integer> widths = all.stream().map(this::width).toList();
    if (terminal.columns() == 0 || total(widths) <= terminal.columns()) {
      return lines(all, widths);
    }
    List<Integer> worthShowing = all.stream().filter(this::filled).toList();
    List<Integer> filled = headings.isEmpty() || worthShowing.isEmpty() ? all : worthShowing;
    for (CellBreak breaks : CellBreak.values()) {
      List<Integer> least = filled.stream().map(column -> least(column, breaks)).toList();
      if (total(least) <= terminal.columns()) {
        return lines(filled, narrowed(filled, least));
      }
    }
    return headings.isEmpty() ? lines(all, widths) : blocks(filled);
  }

  private int columns() {
    return Math.max(headings.size(), rows.stream().mapToInt(List::size).max().orElse(0));
  }

  private static String cell(List<String> row, int column) {
    return column < row.size() ? row.get(column) : "";
  }

  /**
   * Returns whether a column is worth showing: some row has a cell in it, and no earlier column has
   * equal cells in all rows.
   */
  private boolean filled(int column) {
    return rows.stream().anyMatch(row -> !Table.isAbsent(cell(row, column)))
        && IntStream.range(0, column)
            .noneMatch(
                before -> rows.stream().allMatch(r -> cell(r, column).equals(cell(r, before))));
  }

  private int width(int column) {
    int widest = rows.stream().mapToInt(row -> CellBreak.width(cell(row, column))).max().orElse(0);
    return Math.max(widest, CellBreak.width(cell(headings, column)));
  }

  /** Returns the minimum width of a column whose cells may be broken at given places. */
  private int least(int column, CellBreak breaks) {
    int cells = rows.stream().mapToInt(row -> breaks.least(cell(row, column))).max().orElse(0);
    return Math.max(cells, CellBreak.WORDS.least(cell(headings, column)));
  }

  private static int total(List<Integer> widths) {
    return widths.stream().mapToInt(Integer::intValue).sum() + GAP * (widths.size() - 1);
  }

  /** Narrows the widest column that is wider than its minimum, until the table fits. */
  private List<Integer> narrowed(List<Integer> columns, List<Integer> least) {
    List<Integer> widths = new ArrayList<>(columns.stream().map(this::width).toList());
    for (int total = total(widths); total > terminal.columns(); total--) {
      int widest = -1;
      for (int i = 0; i < widths.size(); i++) {
        boolean more = widths.get(i) > least.get(i);
        widest = more && (widest < 0 || widths.get(i) > widths.get(widest)) ? i : widest;
      }
      widths.set(widest, widths.get(widest) - 1);
    }
    return widths;
  }

  private String lines(List<Integer> columns, List<Integer> room) {
    List<List<List<String>>> broken = new ArrayList<>();
    if (!headings.isEmpty()) {
      broken.add(broken(headings, columns, room));
    }
    rows.forEach(row -> broken.add(broken(row, columns, room)));
    List<Integer> widths = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      int column = i;
      widths.add(
          broken.stream()
              .flatMap(row -> row.get(column).stream())
              .mapToInt(CellBreak::width)
              .max()
              .orElse(0));
    }
    StringBuilder out =
        new StringBuilder((int) Math.min(MOST_AT_ONCE, (long) broken.size() * total(widths)));
    for (int i = 0; i < broken.size(); i++) {
      int row = headings.isEmpty() ? i : i - 1;
      List<Tone> tones =
          columns.stream()
              .map(c -> row < 0 ? Tone.HEADING : tone.apply(cell(rows.get(row), c)))
              .toList();
      append(out, broken.get(i), widths, tones);
    }
    return out.toString();
  }

  private static List<List<String>> broken(
      List<String> row, List<Integer> columns, List<Integer> room) {
    List<List<String>> broken = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      broken.add(CellBreak.lines(cell(row, columns.get(i)), room.get(i)));
    }
    return broken;
  }

  private void append(
      StringBuilder out, List<List<String>> row, List<Integer> widths, List<Tone> tones) {
    int height = row.stream().mapToInt(List::size).max().orElse(0);
    for (int line = 0; line < height; line++) {
      int begun = out.length();
      int missing = 0;
      for (int i = 0; i < row.size(); i++) {
        String part = line < row.get(i).size() ? row.get(i).get(line) : "";
        if (!part.isEmpty()) {
          out.append(" ".repeat(missing)).append(shown(part, tones.get(i)));
          missing = 0;
        }
        missing += widths.get(i) - CellBreak.width(part) + GAP;
      }
      int end = out.length();
      while (end > begun && Character.isWhitespace(out.charAt(end - 1))) {
        end--;
      }
      out.setLength(end);
      out.append('\n');
    }
  }

  private String shown(String text, Tone in) {
    return terminal.colored() ? in.applied(text) : text;
  }

  /**
   * Formats each row as a block with one line per cell, heading first, for a terminal too narrow
   * for columns.
   */
  private String blocks(List<Integer> columns) {
    int name = columns.stream().mapToInt(c -> CellBreak.width(cell(headings, c))).max().orElse(0);
    int room = Math.max(1, terminal.columns() - name - GAP);
    StringBuilder out = new StringBuilder();
    for (List<String> row : rows) {
      out.append(out.length() == 0 ? "" : "\n");
      for (int column : columns) {
        if (cell(row, column).isEmpty()) {
          continue;
        }
        String before = headings.get(column);
        for (String line : CellBreak.lines(cell(row, column), room)) {
          String gap = " ".repeat(name - CellBreak.width(before) + GAP);
          String heading = before.isEmpty() ? "" : shown(before, Tone.HEADING);
          String text = heading + gap + shown(line, tone.apply(cell(row, column)));
          out.append(text.stripTrailing()).append('\n');
          before = "";
        }
      }
    }
    return out.toString();
  }
}
