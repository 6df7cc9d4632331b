// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.preprocess;

import org.dtbind.diag.Message;
import org.dtbind.dts.scan.Malformed;

/**
 * Evaluates {@code 'a'}, {@code '\n'}, {@code '\x41'} or {@code '\101'} in a condition (ISO C
 * 6.4.4.4). As in cpp, several characters form one number, of which each is a byte.
 */
final class CharacterConstant {

  private static final String NAMES = "abtnvfreE\\'\"?";
  private static final String VALUES = "\7\b\t\n\13\f\r\33\33\\'\"?";

  private final String text;
  private int next = 1;

  private CharacterConstant(String text) {
    this.text = text;
  }

  /**
   * Returns the value of a constant.
   *
   * @throws Malformed if it is empty, or contains a universal character name, or {@code \x} without
   *     a digit
   */
  static int value(String quoted) throws Malformed {
    CharacterConstant constant = new CharacterConstant(quoted);
    int count = 0;
    int value = 0;
    while (constant.next < quoted.length() - 1) {
      value = value << 8 | constant.character();
      count++;
    }
    if (count == 0) {
      throw new Malformed(Message.of("{literal} contains no character", quoted));
    }
    // A single character is a signed char, as on x86.
    return count == 1 ? (byte) value : value;
  }

  private int character() throws Malformed {
    char c = text.charAt(next++);
    if (c != '\\') {
      return c & 0xff;
    }
    char escaped = text.charAt(next);
    if (escaped == 'x') {
      next++;
      return digits(16, text.length());
    }
    if (Character.digit(escaped, 8) >= 0) {
      return digits(8, next + 3);
    }
    next++;
    int at = NAMES.indexOf(escaped);
    if (at < 0 && "uU".indexOf(escaped) >= 0) {
      throw new Malformed(Message.of("{literal} contains a universal character name", text));
    }
    // As in cpp, the backslash has no meaning before any other character.
    return at < 0 ? escaped & 0xff : VALUES.charAt(at);
  }

  private int digits(int radix, int end) throws Malformed {
    int from = next;
    int value = 0;
    while (next < end && Character.digit(text.charAt(next), radix) >= 0) {
      value = value * radix + Character.digit(text.charAt(next++), radix);
    }
    if (next == from) {
      throw new Malformed(Message.of("{literal} contains \\x without a hexadecimal digit", text));
    }
    return value & 0xff;
  }
}
