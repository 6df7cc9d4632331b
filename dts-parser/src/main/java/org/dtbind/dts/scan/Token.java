// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.scan;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A preprocessing token: a range of an array that does not change.
 *
 * @param array contains the text
 * @param start index of the first byte
 * @param end index after the last byte
 * @param symbol the number of an identifier; -1 for other tokens
 * @param space whether white space or a comment precedes the token
 * @param painted whether the token is the name of a macro within the expansion of that macro, and
 *     is therefore never expanded (ISO C 6.10.3.4)
 */
@SuppressWarnings("ArrayRecordComponent") // confined to the preprocessor, never written to
public record Token(
    Kind kind, byte[] array, int start, int end, int symbol, boolean space, boolean painted) {

  /** The kinds that the preprocessor distinguishes. */
  public enum Kind {
    /** A C identifier. */
    NAME,
    /**
     * A preprocessing number: a digit and all letters, digits, dots and signed exponents after it.
     */
    NUMBER,
    /** A string with its quotes. */
    STRING,
    /** A character constant with its quotes. */
    CHARACTER,
    /** An operator or any other character. */
    OTHER,
    /** The end of the input. */
    END
  }

  private static final Token NONE = new Token(Kind.END, new byte[0], 0, 0, -1, false, false);

  /** Returns the token that marks the end of the input. */
  public static Token none() {
    return NONE;
  }

  /** Returns an equal token, except for the white space before it. */
  public Token spaced(boolean before) {
    return before == space ? this : new Token(kind, array, start, end, symbol, before, painted);
  }

  /** Returns an equal token that is never expanded. */
  public Token paint() {
    return new Token(kind, array, start, end, symbol, space, true);
  }

  public boolean is(String operator) {
    if (kind != Kind.OTHER || end - start != operator.length()) {
      return false;
    }
    for (int i = 0; i < operator.length(); i++) {
      if (array[start + i] != operator.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  public boolean is(char operator) {
    return kind == Kind.OTHER && end - start == 1 && array[start] == operator;
  }

  int length() {
    return end - start;
  }

  /** Returns the text, with one character per byte. */
  public String text() {
    return new String(array, start, end - start, StandardCharsets.ISO_8859_1);
  }

  /** Returns the text of tokens, with one space in place of white space between them. */
  public static String spelling(List<Token> tokens) {
    StringBuilder text = new StringBuilder();
    for (Token token : tokens) {
      text.append(token.space() && text.length() > 0 ? " " : "").append(token.text());
    }
    return text.toString();
  }

  boolean sameText(Token other) {
    return kind == other.kind
        && java.util.Arrays.equals(array, start, end, other.array, other.start, other.end);
  }
}
