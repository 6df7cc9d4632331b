// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.grammar;

/** The rule by which a word between brackets is cut into bytes and stray characters. */
final class WordCut {

  private WordCut() {}

  /**
   * Returns the length of the next token.
   *
   * @param second the second character of the rest of the word; 0 if there is none
   */
  static int length(int first, int second) {
    return isHex(first) && isHex(second) ? 2 : 1;
  }

  static int type(int length) {
    return length == 2 ? DtsLexer.BYTE : DtsLexer.STRAY;
  }

  private static boolean isHex(int c) {
    return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
  }
}
