// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.tree.build;

/** Parses the offset in an entry of {@code __fixups__}, as C's {@code strtol(text, NULL, 0)}. */
final class FixupOffset {

  private FixupOffset() {}

  /** Returns the number at the start of a text; 0 if there is none. */
  static long of(String text) {
    int at = 0;
    while (at < text.length() && " \t\n\u000b\f\r".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    boolean negative = text.startsWith("-", at);
    at += negative || text.startsWith("+", at) ? 1 : 0;
    int radix = 10;
    boolean hex = text.startsWith("0x", at) || text.startsWith("0X", at);
    if (hex && at + 2 < text.length() && digit(text.charAt(at + 2), 16) >= 0) {
      radix = 16;
      at += 2;
    } else if (text.startsWith("0", at)) {
      radix = 8;
    }
    long number = 0;
    for (; at < text.length() && digit(text.charAt(at), radix) >= 0; at++) {
      // Limit the number to avoid an overflow: greater offsets are equally invalid.
      number = Math.min(number * radix + digit(text.charAt(at), radix), Integer.MAX_VALUE);
    }
    return negative ? -number : number;
  }

  private static int digit(char c, int radix) {
    return c < 128 ? Character.digit(c, radix) : -1;
  }
}
