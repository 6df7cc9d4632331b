// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dtc;

import java.util.function.Consumer;
import org.dtbind.source.Bytes;

/** Formats property values of unknown type, as dtc's util.c does. */
final class FdtText {

  /** The approximate number of characters per piece of output. */
  private static final int PIECE = 1 << 13;

  private FdtText() {}

  /** {@return whether a value consists of one or more nonempty strings of printable ASCII} */
  static boolean isStrings(Bytes value) {
    int start = 0;
    for (int at = 0; at < value.length(); at++) {
      int c = value.get(at);
      if (c == 0 ? at == start : c < 0x20 || c > 0x7e) {
        return false;
      }
      start = c == 0 ? at + 1 : start;
    }
    return start > 0 && start == value.length();
  }

  /**
   * Writes a value as fdtdump does: as strings, cells or bytes, or nothing for an empty value. The
   * text is several times longer than the value, so it is written in pieces.
   */
  static void assigned(Bytes value, Consumer<String> out) {
    if (value.isEmpty()) {
      return;
    }
    if (isStrings(value)) {
      Bytes strings = value.slice(0, value.length() - 1);
      out.accept(" = \"");
      for (int at = 0; at < strings.length(); at += PIECE) {
        Bytes piece = strings.slice(at, Math.min(at + PIECE, strings.length()));
        out.accept(piece.latin1().replace("\0", "\", \""));
      }
      out.accept("\"");
      return;
    }
    boolean cells = value.length() % 4 == 0;
    int size = cells ? 4 : 1;
    out.accept(cells ? " = <" : " = [");
    StringBuilder piece = new StringBuilder();
    for (int at = 0; at < value.length(); at += size) {
      piece.append(at == 0 ? "" : " ");
      piece.append(cells ? "0x" + hex(value.cell(at), 8) : hex(value.get(at), 2));
      if (piece.length() >= PIECE) {
        out.accept(piece.toString());
        piece.setLength(0);
      }
    }
    out.accept(piece.append(cells ? ">" : "]").toString());
  }

  /** {@return a number in hexadecimal, padded with zeros} */
  static String hex(int value, int width) {
    String digits = Integer.toHexString(value);
    return "0".repeat(Math.max(0, width - digits.length())) + digits;
  }
}
