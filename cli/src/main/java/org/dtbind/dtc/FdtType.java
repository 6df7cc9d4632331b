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
      boolean isDoubled = text.length() > 1 && text.charAt(1) == qualifier;
      at = isDoubled ? 2 : 1;
      size =
          switch (qualifier) {
            case 'h' -> isDoubled ? 1 : 2;
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
    int base = letter == 'x' ? 16 : letter == 'i' || letter == 'u' ? 0 : 10;
    Strtol number = Strtol.of(text, base, letter == 'u' || letter == 'x');
    return number.end() == text.length() && !number.overflows()
        ? Optional.of((int) number.value())
        : Optional.empty();
  }
}
