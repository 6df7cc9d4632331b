// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.picture;

import java.util.ArrayList;
import java.util.List;

/** Texts in a monospaced font of 13 pixels. */
final class Monospace {

  /** Of a character, in tenths of pixels, rounded up. */
  private static final int ADVANCE = 80;

  /** From here on, characters take two columns (Hangul Jamo; East Asian Width, roughly). */
  private static final int WIDE = 0x1100;

  private Monospace() {}

  /** {@return the columns that there is room for} */
  static int columns(int pixels) {
    return pixels * 10 / ADVANCE;
  }

  /** {@return the columns that a text takes} */
  static int width(String text) {
    return text.codePoints().map(code -> code < WIDE ? 1 : 2).sum();
  }

  /**
   * Breaks a text behind spaces, slashes and commas, where there is one in the last half of a row.
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

  /** {@return the pixels that so many columns take} */
  static int pixels(int columns) {
    return columns * ADVANCE / 10;
  }
}
