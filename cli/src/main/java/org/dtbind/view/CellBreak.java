// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.view;

import java.util.ArrayList;
import java.util.List;

/** Where a cell that is too wide may go on in the next line; the first that suffices is taken. */
enum CellBreak {
  /** Between words. */
  WORDS(""),
  /** Also within paths and lists. */
  PARTS("/,"),
  /** Also within names. */
  PIECES("/,@:._-");

  /** What a column of sentences keeps, so that they stay readable. */
  private static final int SENTENCE = 24;

  private final String after;

  CellBreak(String after) {
    this.after = after;
  }

  /** {@return columns of a terminal, where each character takes one} */
  static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }

  /** {@return how wide a column has to be, so that the cell is broken only where it may be} */
  int least(String cell) {
    int least = 0;
    int start = 0;
    int words = 1;
    for (int i = 0; i < cell.length(); i++) {
      char c = cell.charAt(i);
      boolean space = c == ' ';
      words += space ? 1 : 0;
      if (space || after.indexOf(c) >= 0) {
        least = Math.max(least, width(cell.substring(start, space ? i : i + 1)));
        start = i + 1;
      }
    }
    least = Math.max(least, width(cell.substring(start)));
    return words > 3 ? Math.max(least, Math.min(SENTENCE, width(cell))) : least;
  }

  /**
   * {@return the cell in lines no wider than a column; where a word has no place for a break that
   * is near enough, it is broken anywhere}
   */
  static List<String> lines(String cell, int width) {
    if (width(cell) <= width) {
      return List.of(cell);
    }
    List<String> lines = new ArrayList<>();
    String rest = cell;
    while (width(rest) > width) {
      int end = end(rest, width);
      lines.add(rest.substring(0, end).stripTrailing());
      rest = rest.substring(end).stripLeading();
    }
    lines.add(rest);
    return List.copyOf(lines);
  }

  /** Where the first line ends: the last place of the best kind that is within its width. */
  private static int end(String text, int width) {
    int limit = text.offsetByCodePoints(0, width);
    if (text.lastIndexOf(' ', limit) > 0) {
      return text.lastIndexOf(' ', limit);
    }
    for (CellBreak breaks : List.of(PARTS, PIECES)) {
      for (int i = limit - 1; i > 0; i--) {
        if (breaks.after.indexOf(text.charAt(i)) >= 0) {
          return i + 1;
        }
      }
    }
    return limit;
  }
}
