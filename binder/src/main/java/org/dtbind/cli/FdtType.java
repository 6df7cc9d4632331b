// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import java.util.Optional;

/**
 * How values are written: the argument of {@code -t} of fdtget and fdtput ({@code
 * utilfdt_decode_type()} of dtc).
 *
 * @param letter {@code s}, {@code i}, {@code u}, {@code x} or {@code r}; {@code d}, signed, where
 *     none was given
 * @param given whether one was given
 * @param size of a number in bytes, 1, 2 or 4; 0 where it is not given
 */
record FdtType(char letter, boolean given, int size) {

  /** What holds without {@code -t}. */
  static final FdtType NONE = new FdtType('d', false, 0);

  /**
   * {@return the type that a text means; empty where it means none}
   *
   * @param text such as {@code hhx}
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

  /**
   * {@return a number as C's printf writes it}
   *
   * @param value 32 bits
   */
  String text(int value) {
    return switch (letter) {
      case 'u' -> Integer.toUnsignedString(value);
      case 'x' -> Integer.toHexString(value);
      default -> Integer.toString(value);
    };
  }

  /**
   * {@return the number that a text begins with, its low 32 bits, as C's sscanf reads it; empty
   * where it begins with none}
   *
   * @param text blanks, a sign, 0x or 0 before hexadecimal and octal digits, and anything behind
   */
  Optional<Integer> number(String text) {
    int at = 0;
    while (at < text.length() && " \t\n\u000b\f\r".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    boolean minus = at < text.length() && text.charAt(at) == '-';
    at += minus || at < text.length() && text.charAt(at) == '+' ? 1 : 0;
    int base = letter == 'x' ? 16 : 10;
    boolean zero = at < text.length() && text.charAt(at) == '0';
    if (zero && (letter == 'x' || letter == 'i')) {
      boolean hexadecimal = text.startsWith("x", at + 1) || text.startsWith("X", at + 1);
      base = hexadecimal ? 16 : letter == 'i' ? 8 : base;
      // Of 0x alone the zero counts.
      at += hexadecimal ? 2 : 0;
    }
    int digits = 0;
    Saturating value = new Saturating(letter == 'u' || letter == 'x', minus);
    for (; at < text.length() && text.charAt(at) < 0x80; at++, digits++) {
      int digit = Character.digit(text.charAt(at), base);
      if (digit < 0) {
        break;
      }
      value.append(digit, base);
    }
    return digits == 0 && !zero ? Optional.empty() : Optional.of((int) value.get());
  }

  /** A number of 64 bits that stays at the last one there is, as strtol's and strtoul's does. */
  private static final class Saturating {
    private final boolean unsigned;
    private final boolean minus;
    private long value;
    private boolean full;

    Saturating(boolean unsigned, boolean minus) {
      this.unsigned = unsigned;
      this.minus = minus;
    }

    void append(int digit, int base) {
      long most = unsigned ? -1L : Long.MAX_VALUE;
      full |= Long.compareUnsigned(value, Long.divideUnsigned(most - digit, base)) > 0;
      value = value * base + digit;
    }

    long get() {
      if (full) {
        return unsigned ? -1L : minus ? Long.MIN_VALUE : Long.MAX_VALUE;
      }
      return minus ? -value : value;
    }
  }
}
