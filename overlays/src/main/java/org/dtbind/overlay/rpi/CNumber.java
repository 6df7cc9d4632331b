// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.rpi;

/**
 * A number at the beginning of a text, parsed like C's {@code strtoull()} with base 0.
 *
 * @param value the number as 64 bits; all bits are set if it does not fit
 * @param end the offset after the number; the start offset if there is no number
 */
record CNumber(long value, int end) {

  private static final String BLANKS = " \t\n\u000b\f\r";

  static CNumber read(String text, int from) {
    int at = from;
    while (at < text.length() && BLANKS.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    boolean negative = at < text.length() && text.charAt(at) == '-';
    if (negative || at < text.length() && text.charAt(at) == '+') {
      at++;
    }
    int base = 10;
    if (at < text.length() && text.charAt(at) == '0') {
      boolean hex = at + 2 < text.length() && (text.charAt(at + 1) | 0x20) == 'x';
      base = hex && digit(text, at + 2, 16) >= 0 ? 16 : 8;
      at += base == 16 ? 2 : 0;
    }
    int first = at;
    long value = 0;
    boolean overflows = false;
    for (int digit = digit(text, at, base); digit >= 0; digit = digit(text, ++at, base)) {
      overflows |= Long.compareUnsigned(value, Long.divideUnsigned(-1L - digit, base)) > 0;
      value = value * base + digit;
    }
    if (at == first) {
      return new CNumber(0, from);
    }
    return new CNumber(overflows ? -1 : negative ? -value : value, at);
  }

  private static int digit(String text, int at, int base) {
    return at < text.length() && text.charAt(at) < 128
        ? Character.digit(text.charAt(at), base)
        : -1;
  }
}
