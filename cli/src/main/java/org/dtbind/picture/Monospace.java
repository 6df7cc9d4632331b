// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.picture;

import java.util.ArrayList;
import java.util.List;

/** Measures and wraps text in a monospaced font of 13 pixels. */
final class Monospace {

  /** The width of a character in tenths of a pixel, rounded up. */
  private static final int ADVANCE = 80;

  /**
   * The first code point that takes two columns (Hangul Jamo). This approximates the Unicode
   * property East Asian Width.
   */
  private static final int WIDE = 0x1100;

  private Monospace() {}

  /** {@return the number of columns that fit into a width in pixels} */
  static int columns(int pixels) {
    return pixels * 10 / ADVANCE;
  }

  static int width(String text) {
    return text.codePoints().map(code -> code < WIDE ? 1 : 2).sum();
  }

  /**
   * Breaks a text into rows, after a space, slash or comma if there is one in the last half of a
   * row.
   */
  static List<String> wrapped(String text, int columns) {
    List<String> rows = new ArrayList<>();
    int from = 0;
    while (from < text.length()) {
      int to = from;
      int taken = 0;
      int good = -1;
      while (to < text.length()) {
        int code = text.codePointAt(to);
        taken += code < WIDE ? 1 : 2;
        if (taken > columns) {
          break;
        }
        to += Character.charCount(code);
        if (" /,".indexOf(code) >= 0) {
          good = to;
        }
      }
      if (to < text.length() && good > from + columns / 2) {
        to = good;
      }
      rows.add(text.substring(from, to));
      from = to;
    }
    return rows;
  }

  static int pixels(int columns) {
    return columns * ADVANCE / 10;
  }
}
