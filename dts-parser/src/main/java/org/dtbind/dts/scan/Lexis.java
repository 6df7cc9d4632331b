// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.scan;

import java.util.ArrayList;
import java.util.List;
import org.dtbind.dts.scan.Token.Kind;

/** The lexical rules for preprocessing tokens. */
public final class Lexis {

  private static final String[] OPERATORS = {
    "...", "<<=", ">>=", "<<", ">>", "<=", ">=", "==", "!=", "&&", "||", "##", "->", "++", "--",
    "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^="
  };

  private Lexis() {}

  public static boolean startsName(int c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
  }

  public static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  /** A table, because {@link #inName} is called for each character of each file. */
  private static final boolean[] IN_NAME = new boolean[256];

  static {
    for (int c = 0; c < IN_NAME.length; c++) {
      IN_NAME[c] = startsName(c) || isDigit(c);
    }
  }

  public static boolean inName(int c) {
    return IN_NAME[c & 0xff];
  }

  /** Whether a byte is white space other than a newline. */
  public static boolean isBlank(int c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == 0x0b;
  }

  /** Returns the index after the name at {@code from}. */
  public static int endOfName(byte[] text, int from, int limit) {
    int i = from;
    while (i < limit && IN_NAME[text[i] & 0xff]) {
      i++;
    }
    return i;
  }

  /** Returns the index after the preprocessing number at {@code from}. */
  static int endOfNumber(byte[] text, int from, int limit) {
    int i = from;
    while (i < limit) {
      int c = text[i];
      boolean signed = (c == '+' || c == '-') && i > from && "eEpP".indexOf(text[i - 1]) >= 0;
      if (!inName(c) && c != '.' && !signed) {
        break;
      }
      i++;
    }
    return i;
  }

  /**
   * Returns the index after the quoted text at {@code from}; the end of the line if the closing
   * quote is missing, as in cpp's assembler mode.
   */
  public static int endOfQuoted(byte[] text, int from, int limit) {
    int quote = text[from];
    int i = from + 1;
    while (i < limit && text[i] != '\n') {
      if (text[i] == quote) {
        return i + 1;
      }
      i += text[i] == '\\' && i + 1 < limit && text[i + 1] != '\n' ? 2 : 1;
    }
    return i;
  }

  /** Returns the index after the block comment at {@code from}; -1 if it is not closed. */
  public static int endOfComment(byte[] text, int from, int limit) {
    for (int i = from + 2; i + 1 < limit; i++) {
      if (text[i] == '*' && text[i + 1] == '/') {
        return i + 2;
      }
    }
    return -1;
  }

  /** Returns the index of the newline; {@code limit} if there is none. */
  public static int endOfLine(byte[] text, int from, int limit) {
    int i = from;
    while (i < limit && text[i] != '\n') {
      i++;
    }
    return i;
  }

  /**
   * Returns the token at {@code from}.
   *
   * @param from index of a byte that begins neither white space nor a comment
   */
  public static Token token(byte[] text, int from, int limit, boolean space, Symbols symbols) {
    int c = text[from];
    if (startsName(c)) {
      int end = endOfName(text, from, limit);
      int symbol = symbols.number(text, from, end);
      return new Token(Kind.NAME, text, from, end, symbol, space, false);
    }
    if (isDigit(c) || c == '.' && from + 1 < limit && isDigit(text[from + 1])) {
      return new Token(Kind.NUMBER, text, from, endOfNumber(text, from, limit), -1, space, false);
    }
    if (c == '"' || c == '\'') {
      int end = endOfQuoted(text, from, limit);
      boolean whole = end - from >= 2 && text[end - 1] == c;
      Kind kind = !whole ? Kind.OTHER : c == '"' ? Kind.STRING : Kind.CHARACTER;
      return new Token(kind, text, from, end, -1, space, false);
    }
    for (String operator : OPERATORS) {
      if (startsWith(text, from, limit, operator)) {
        return new Token(Kind.OTHER, text, from, from + operator.length(), -1, space, false);
      }
    }
    return new Token(Kind.OTHER, text, from, from + 1, -1, space, false);
  }

  static boolean startsWith(byte[] text, int from, int limit, String prefix) {
    if (limit - from < prefix.length()) {
      return false;
    }
    for (int i = 0; i < prefix.length(); i++) {
      if (text[from + i] != prefix.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Returns the tokens of a range; comments count as white space. */
  public static List<Token> tokens(byte[] text, int from, int limit, Symbols symbols) {
    List<Token> tokens = new ArrayList<>();
    boolean space = false;
    int i = from;
    while (i < limit) {
      int c = text[i];
      if (isBlank(c) || c == '\n') {
        space = true;
        i++;
      } else if (startsWith(text, i, limit, "/*")) {
        int end = endOfComment(text, i, limit);
        space = true;
        i = end < 0 ? limit : end;
      } else if (startsWith(text, i, limit, "//")) {
        i = limit;
      } else {
        Token token = token(text, i, limit, space, symbols);
        tokens.add(token);
        space = false;
        i = token.end();
      }
    }
    return tokens;
  }
}
