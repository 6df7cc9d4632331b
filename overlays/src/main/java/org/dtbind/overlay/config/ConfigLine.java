// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.config;

import java.util.ArrayList;
import java.util.List;
import org.dtbind.source.Origin;
import org.dtbind.source.SourceFile;

/**
 * A setting of {@code config.txt} that applies to the board.
 *
 * @param key the key in lower case
 * @param value the value without surrounding white space
 * @param start the offset of the line's text in the file
 * @param at the offset of the value in the file
 */
record ConfigLine(String key, String value, SourceFile file, int start, int at) {

  /** A part of a value between commas. */
  record Piece(String text, Origin place) {}

  Origin place() {
    return Origin.Source.of(file, start, at + value.length());
  }

  /** Returns the non-empty parts between commas. */
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
