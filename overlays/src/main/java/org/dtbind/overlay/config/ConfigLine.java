// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.config;

import java.util.ArrayList;
import java.util.List;
import org.dtbind.source.Origin;
import org.dtbind.source.SourceFile;

/**
 * A setting of {@code config.txt} that is for the board.
 *
 * @param key in lower case
 * @param value without blanks around it
 * @param file that it is in
 * @param start of the line's text
 * @param at where the value begins
 */
record ConfigLine(String key, String value, SourceFile file, int start, int at) {

  /** A piece of a value, between commas. */
  record Piece(String text, Origin place) {}

  /** Returns the place of the whole line. */
  Origin place() {
    return Origin.Source.of(file, start, at + value.length());
  }

  /** Returns what stands between commas; nothing for what is empty. */
  List<Piece> pieces() {
    List<Piece> pieces = new ArrayList<>();
    int from = 0;
    while (from <= value.length()) {
      int comma = value.indexOf(',', from);
      int end = comma < 0 ? value.length() : comma;
      if (end > from) {
        Origin place = Origin.Source.of(file, at + from, at + end);
        pieces.add(new Piece(value.substring(from, end), place));
      }
      from = end + 1;
    }
    return pieces;
  }
}
