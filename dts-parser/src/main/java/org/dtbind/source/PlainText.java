// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.source;

import java.nio.charset.StandardCharsets;

/**
 * Text from outside that has been validated: it is one line without control characters. Writers of
 * files that consist of lines (rules, units, settings, records) accept values only as this type, so
 * that no name from a tree can begin a new line.
 *
 * @param text its characters
 */
public record PlainText(String text) {

  /**
   * Checks it.
   *
   * @throws IllegalArgumentException if it is none: see {@link #is}
   */
  public PlainText {
    if (!is(text)) {
      throw new IllegalArgumentException("not a single line of plain text: " + Shown.escaped(text));
    }
  }

  /**
   * {@return whether a text is such: without control characters (C0, DEL, C1), line and paragraph
   * separators and halves of characters}
   *
   * @param text from outside
   */
  public static boolean is(String text) {
    // Nearly all text is ASCII; what is not in this character set becomes '?'.
    for (byte b : text.getBytes(StandardCharsets.ISO_8859_1)) {
      if (b < ' ' || b > '~' || b == '?') {
        return text.codePoints().allMatch(PlainText::isPlain);
      }
    }
    return true;
  }

  /**
   * {@return the text itself, once it is known to be such}
   *
   * @param text from outside
   * @throws IllegalArgumentException if it is none
   */
  public static String checked(String text) {
    return new PlainText(text).text();
  }

  private static boolean isPlain(int code) {
    return switch (Character.getType(code)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  @Override
  public String toString() {
    return text;
  }
}
