// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dtc;

import java.util.Optional;

/**
 * The type of the given values: the argument of option {@code -t} of fdtget and fdtput ({@code
 * utilfdt_decode_type()} in dtc's util.c).
 *
 * @param letter {@code s}, {@code i}, {@code u}, {@code x} or {@code r}; {@code d} for signed if
 *     there is no option {@code -t}
 * @param given whether there is an option {@code -t}
 * @param size the size of a number in bytes: 1, 2 or 4; 0 if the argument contains none
 */
record FdtType(char letter, boolean given, int size) {

  /** The type if there is no option {@code -t}. */
  static final FdtType NONE = new FdtType('d', false, 0);

  /**
   * {@return the type that an argument of {@code -t} stands for; empty if the argument is invalid}
   */
  static Optional<FdtType> of(String text) {
    int at = 0;
    int size = 0;
    if (!text.isEmpty() && "hlLb".indexOf(text.charAt(0)) >= 0) {
      char qualifier = text.charAt(0);
      boolean twice = text.length() > 1 && text.charAt(1) == qualifier;
      at = twice ? 2 : 1;
      size =
          switch (qualifier) {
            case 'h' -> twice ? 1 : 2;
            case 'b' -> 1;
            case 'l' -> 4;
            default -> 0;
          };
    }
    if (at + 1 != text.length() || "iuxsr".indexOf(text.charAt(at)) < 0) {
      return Optional.empty();
    }
    char letter = text.charAt(at);
    return Optional.of(new FdtType(letter, true, letter == 's' || letter == 'r' ? 0 : size));
  }

  /** {@return a number as C's printf formats it} */
  String text(int value) {
    return switch (letter) {
      case 'u' -> Integer.toUnsignedString(value);
      case 'x' -> Integer.toHexString(value);
      default -> Integer.toString(value);
    };
  }

  /**
   * Returns the low 32 bits of a number that is read as C's strtol or strtoul reads it; empty if
   * the text is not a number or the number exceeds 64 bits.
   */
  Optional<Integer> number(String text) {
    int at = 0;
    while (at < text.length() && " \t\n\u000b\f\r".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    boolean minus = at < text.length() && text.charAt(at) == '-';
    at += minus || at < text.length() && text.charAt(at) == '+' ? 1 : 0;
    boolean asInC = letter == 'i' || letter == 'u';
    int base = letter == 'x' ? 16 : 10;
    if (base == 16 || asInC) {
      boolean prefixed = text.startsWith("0x", at) || text.startsWith("0X", at);
      if (prefixed && at + 2 < text.length() && digit(text.charAt(at + 2), 16) >= 0) {
        base = 16;
        at += 2;
      } else if (asInC && text.startsWith("0", at)) {
        base = 8;
      }
    }
    int first = at;
    Checked value = new Checked(letter == 'u' || letter == 'x', minus);
    for (; at < text.length() && digit(text.charAt(at), base) >= 0; at++) {
      value.append(digit(text.charAt(at), base), base);
    }
    boolean whole = at == text.length() && (at > first || text.isEmpty());
    return whole && !value.isFull() ? Optional.of((int) value.get()) : Optional.empty();
  }

  private static int digit(char c, int base) {
    return c < 0x80 ? Character.digit(c, base) : -1;
  }

  /** A number of 64 bits that detects overflow, as strtol and strtoul do. */
  private static final class Checked {
    private final boolean unsigned;
    private final boolean minus;
    private long value;
    private boolean full;

    Checked(boolean unsigned, boolean minus) {
      this.unsigned = unsigned;
      this.minus = minus;
    }

    void append(int digit, int base) {
      // The absolute value of the most negative number is greater by one.
      long most = unsigned ? -1L : Long.MAX_VALUE + (minus ? 1 : 0);
      full |= Long.compareUnsigned(value, Long.divideUnsigned(most - digit, base)) > 0;
      value = value * base + digit;
    }

    boolean isFull() {
      return full;
    }

    long get() {
      return minus ? -value : value;
    }
  }
}
