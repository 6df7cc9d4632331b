// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.preprocess;

import org.dtbind.dts.scan.Lexis;
import org.dtbind.dts.scan.Token;
import org.dtbind.dts.scan.Token.Kind;

/**
 * Decides where a space is necessary so that two tokens next to each other in an expansion are not
 * read as one. As in cpp, the rules are those of C.
 */
final class Spacing {

  private Spacing() {}

  /** Whether a space is necessary between two tokens, unless they are adjacent in the source. */
  static boolean needed(Token left, Token right) {
    if (left.array() == right.array() && left.end() == right.start()) {
      return false;
    }
    return needed(left.kind(), left.array()[left.start()], right.kind(), first(right));
  }

  /** Whether a space is necessary between text that ends with {@code last} and a token. */
  static boolean neededAfter(int last, Token right) {
    Kind kind = Lexis.inName(last) ? Kind.NAME : last == '"' ? Kind.STRING : Kind.OTHER;
    return needed(kind, last, right.kind(), first(right));
  }

  /** Whether a space is necessary between a token and text that begins with {@code next}. */
  static boolean neededBefore(Token left, int next) {
    Kind kind = Kind.OTHER;
    if (Lexis.startsName(next)) {
      kind = Kind.NAME;
    } else if (Lexis.isDigit(next)) {
      kind = Kind.NUMBER;
    } else if (next == '"') {
      kind = Kind.STRING;
    } else if (next == '\'') {
      kind = Kind.CHARACTER;
    }
    return needed(left.kind(), left.array()[left.end() - 1], kind, next);
  }

  /**
   * Whether a space is necessary between text that ends with {@code last} and text that begins with
   * {@code next}.
   */
  static boolean neededBetween(int last, int next) {
    return Lexis.inName(last) && Lexis.inName(next) || operatorsJoin(last, next);
  }

  private static int first(Token token) {
    return token.kind() == Kind.OTHER ? token.array()[token.start()] : 0;
  }

  private static boolean needed(Kind left, int a, Kind right, int b) {
    int c = right == Kind.OTHER ? b : 0;
    return switch (left) {
      case NAME ->
          right == Kind.NAME
              || right == Kind.NUMBER
              || right == Kind.CHARACTER
              || right == Kind.STRING;
      case NUMBER ->
          right == Kind.NUMBER
              || right == Kind.NAME
              || right == Kind.CHARACTER
              || c == '.'
              || c == '+'
              || c == '-';
      case OTHER -> operatorsJoin(a, c) || a == '.' && right == Kind.NUMBER;
      default -> false;
    };
  }

  private static boolean operatorsJoin(int a, int c) {
    return switch (a) {
      case '=', '!', '*', '^' -> c == '=';
      case '>' -> c == '>' || c == '=';
      case '<' -> c == '<' || c == '=' || c == '%' || c == ':';
      case '+' -> c == '+' || c == '=';
      case '-' -> c == '-' || c == '>' || c == '=';
      case '/' -> c == '/' || c == '*' || c == '=';
      case '%' -> c == ':' || c == '%' || c == '=';
      case '&' -> c == '&' || c == '=';
      case '|' -> c == '|' || c == '=';
      case ':' -> c == ':' || c == '>';
      case '.' -> c == '.' || c == '%';
      case '#' -> c == '#' || c == '%';
      default -> false;
    };
  }
}
