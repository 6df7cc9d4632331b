// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.scan;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A preprocessing token: a stretch of an array that is never written to.
 *
 * @param array holds its text
 * @param start index of its first byte
 * @param end index behind its last byte
 * @param symbol the number of an identifier; -1 for anything else
 * @param space whether white space or a comment stands before it
 * @param painted whether it named a macro while that macro was being expanded, and so never will be
 */
@SuppressWarnings("ArrayRecordComponent") // confined to the preprocessor, never written to
public record Token(
    Kind kind, byte[] array, int start, int end, int symbol, boolean space, boolean painted) {

  /** The kinds that matter to expansion. */
  public enum Kind {
    /** A C identifier. */
    NAME,
    /**
     * A preprocessing number: a digit and all letters, digits, dots and signed exponents behind.
     */
    NUMBER,
    /** Quoted text, quotes included. */
    STRING,
    /** A character in single quotes. */
    CHARACTER,
    /** An operator or any other character. */
    OTHER,
    /** The end of what is read. */
    END
  }

  private static final Token NONE = new Token(Kind.END, new byte[0], 0, 0, -1, false, false);

  /** Returns a mark behind the last token. */
  public static Token none() {
    return NONE;
  }

  /** Returns the same with another space before it. */
  public Token spaced(boolean before) {
    return before == space ? this : new Token(kind, array, start, end, symbol, before, painted);
  }

  /** Returns the same, never to be expanded. */
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

  /** Returns whether it is this character. */
  public boolean is(char operator) {
    return kind == Kind.OTHER && end - start == 1 && array[start] == operator;
  }

  /** Returns how many bytes its text has. */
  int length() {
    return end - start;
  }

  /** Returns its text, a character a byte. */
  public String text() {
    return new String(array, start, end - start, StandardCharsets.ISO_8859_1);
  }

  /** Returns the text of tokens, one space where there was white space between them. */
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
