// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.review;

import org.dtbind.source.Bytes;

/** Compares preprocessed sources without their white space: in most, only that differs. */
final class TextComparison {

  /** Names a file whose content may differ although the texts are the same. */
  private static final String BINARY = "/incbin/";

  private TextComparison() {}

  /**
   * Returns whether two texts have the same tokens, and therefore the same tree. False does not
   * mean that they differ.
   */
  static boolean isSame(Bytes one, Bytes other) {
    int i = 0;
    int j = 0;
    int matched = 0;
    boolean quoted = false;
    while (i < one.length() && j < other.length()) {
      int c = one.get(i);
      int d = other.get(j);
      if (!quoted && isBlank(c) && isBlank(d)) {
        i = afterBlanks(one, i);
        j = afterBlanks(other, j);
        continue;
      }
      // A character constant can contain a quote.
      if (c != d || c == '\'' && !quoted) {
        return false;
      }
      if (c == '\\' && quoted && i + 1 < one.length() && j + 1 < other.length()) {
        // The next character, which may be a quote, is compared here.
        if (one.get(i + 1) != other.get(j + 1)) {
          return false;
        }
        i++;
        j++;
      } else if (c == '"') {
        quoted = !quoted;
      }
      matched = c == BINARY.charAt(matched) ? matched + 1 : c == '/' ? 1 : 0;
      if (matched == BINARY.length()) {
        return false;
      }
      i++;
      j++;
    }
    return afterBlanks(one, i) == one.length() && afterBlanks(other, j) == other.length();
  }

  private static int afterBlanks(Bytes text, int from) {
    int i = from;
    while (i < text.length() && isBlank(text.get(i))) {
      i++;
    }
    return i;
  }

  private static boolean isBlank(int c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' || c == 11;
  }
}
