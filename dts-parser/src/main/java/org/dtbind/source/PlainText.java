// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.source;

import java.nio.charset.StandardCharsets;

/**
 * A validated text from outside: one line without control characters. Code that writes files of
 * lines (udev rules, systemd units, settings, records) accepts only this type for values, so that
 * no name from a tree can begin a new line.
 *
 * @param text the characters
 */
public record PlainText(String text) {

  /**
   * Checks a text.
   *
   * @throws IllegalArgumentException if {@link #is} is false for the text
   */
  public PlainText {
    if (!is(text)) {
      throw new IllegalArgumentException("not a single line of plain text: " + Shown.escaped(text));
    }
  }

  /**
   * {@return whether a text contains no control characters (C0, DEL, C1), line separators,
   * paragraph separators or lone surrogates}
   *
   * @param text a text from outside
   */
  public static boolean is(String text) {
    // Fast path for ASCII: characters outside ISO 8859-1 become '?'.
    for (byte b : text.getBytes(StandardCharsets.ISO_8859_1)) {
      if (b < ' ' || b > '~' || b == '?') {
        return text.codePoints().allMatch(PlainText::isPlain);
      }
    }
    return true;
  }

  /**
   * {@return the text after a check}
   *
   * @param text a text from outside
   * @throws IllegalArgumentException if {@link #is} is false for the text
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
