// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dtc;

/**
 * A number as C's {@code strtol} and {@code strtoul} read it from the beginning of a text.
 *
 * @param value the number; 0 if the text does not begin with one
 * @param end the index of the first character that is not part of the number; 0 if there is none
 * @param overflows whether the number exceeds 64 bits; the value is then arbitrary
 */
record Strtol(long value, int end, boolean overflows) {

  /**
   * Reads a number.
   *
   * @param base 10 or 16; or 0 for hexadecimal after {@code 0x}, octal after 0, otherwise decimal
   */
  static Strtol of(String text, int base, boolean unsigned) {
    int at = 0;
    while (at < text.length() && " \t\n\u000b\f\r".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    boolean minus = text.startsWith("-", at);
    at += minus || text.startsWith("+", at) ? 1 : 0;
    boolean prefixed =
        (text.startsWith("0x", at) || text.startsWith("0X", at)) && digit(text, at + 2, 16) >= 0;
    int radix = base;
    if (prefixed && base != 10) {
      radix = 16;
      at += 2;
    } else if (base == 0) {
      radix = text.startsWith("0", at) ? 8 : 10;
    }
    int first = at;
    // The absolute value of the most negative number is greater by one.
    long most = unsigned ? -1L : Long.MAX_VALUE + (minus ? 1 : 0);
    long value = 0;
    boolean overflows = false;
    for (int digit = digit(text, at, radix); digit >= 0; digit = digit(text, ++at, radix)) {
      overflows |= Long.compareUnsigned(value, Long.divideUnsigned(most - digit, radix)) > 0;
      value = value * radix + digit;
    }
    return new Strtol(minus ? -value : value, at > first ? at : 0, overflows);
  }

  private static int digit(String text, int at, int radix) {
    return at < text.length() && text.charAt(at) < 0x80
        ? Character.digit(text.charAt(at), radix)
        : -1;
  }
}
