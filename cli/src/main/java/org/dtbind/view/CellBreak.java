// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.view;

import java.util.ArrayList;
import java.util.List;

/**
 * Places at which a cell that is too wide may be broken into lines. The constants are in order of
 * preference: the table uses the first one that makes its columns narrow enough.
 */
enum CellBreak {
  /** Only between words. */
  WORDS(""),
  /** Also after {@code /} and {@code ,} in paths and lists. */
  PARTS("/,"),
  /** Also within names. */
  PIECES("/,@:._-");

  /** The minimum width of a column of sentences, which would be hard to read in a narrower one. */
  private static final int SENTENCE = 24;

  private final String after;

  CellBreak(String after) {
    this.after = after;
  }

  /** Returns the width of a cell in terminal columns, at one column per code point. */
  static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }

  /** {@return the minimum width of a column in which the cell is broken only at these places} */
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
   * Breaks a cell into lines of a maximum width. A word without a suitable place is broken
   * anywhere.
   */
  static List<String> lines(String cell, int width) {
    if (width(cell) <= width) {
      return List.of(cell);
    }
    List<String> lines = new ArrayList<>();
    int from = 0;
    for (int limit = limit(cell, from, width); limit >= 0; limit = limit(cell, from, width)) {
      int end = end(cell, from, limit);
      lines.add(cell.substring(from, end).stripTrailing());
      from = end;
      while (from < cell.length() && Character.isWhitespace(cell.codePointAt(from))) {
        from += Character.charCount(cell.codePointAt(from));
      }
    }
    lines.add(cell.substring(from));
    return List.copyOf(lines);
  }

  /** Returns the end of a part with this width; -1 if the rest of the text is not wider. */
  private static int limit(String text, int from, int width) {
    int at = from;
    for (int column = 0; column < Math.max(1, width) && at < text.length(); column++) {
      at += Character.charCount(text.codePointAt(at));
    }
    return at < text.length() ? at : -1;
  }

  /**
   * Returns the end of the first line: the last space that fits, else the last other place for a
   * break, else the full width.
   */
  private static int end(String text, int from, int limit) {
    for (int i = limit; i > from; i--) {
      if (text.charAt(i) == ' ') {
        return i;
      }
    }
    for (CellBreak breaks : List.of(PARTS, PIECES)) {
      for (int i = limit - 1; i > from; i--) {
        if (breaks.after.indexOf(text.charAt(i)) >= 0) {
          return i + 1;
        }
      }
    }
    return limit;
  }
}
