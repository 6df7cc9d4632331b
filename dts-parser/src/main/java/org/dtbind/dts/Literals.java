// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts;

import java.util.Locale;
import java.util.function.BiConsumer;
import org.antlr.v4.runtime.Token;
import org.dtbind.dts.Arithmetic.Value;
import org.dtbind.source.Bytes;
import org.dtbind.source.Span;

/** What the text of tokens means. */
final class Literals {

  /** Takes what is wrong, and where. */
  @FunctionalInterface
  interface Problems {
    void add(SyntaxCode code, Span span, String message);
  }

  private final byte[] text;
  private final Problems problems;

  Literals(byte[] text, Problems problems) {
    this.text = text;
    this.problems = problems;
  }

  static Span span(Token token) {
    return new Span(token.getStartIndex(), token.getStopIndex() + 1);
  }

  /** Returns the text of a token without its first and last bytes. */
  String inner(Token token, int before, int behind) {
    int from = token.getStartIndex() + before;
    int to = token.getStopIndex() + 1 - behind;
    return Bytes.wrap(text).slice(from, to).latin1();
  }

  /** Returns the name of a property or node; a backslash before it has no meaning. */
  String name(Token token) {
    return inner(token, text[token.getStartIndex()] == '\\' ? 1 : 0, 0);
  }

  /** Returns the bytes of a string, the zero at its end included. */
  Bytes string(Token token) {
    Bytes meant = content(token);
    byte[] terminated = new byte[meant.length() + 1];
    meant.copyTo(terminated, 0);
    return Bytes.wrap(terminated);
  }

  /** Returns the bytes of a string without a zero at its end. */
  Bytes content(Token token) {
    BiConsumer<Integer, String> bad =
        (at, message) -> problems.add(SyntaxCode.BAD_ESCAPE, new Span(at, at + 2), message);
    return Escapes.resolve(text, token.getStartIndex() + 1, token.getStopIndex(), bad);
  }

  /** Returns the number of an integer: decimal, 0x hexadecimal or 0 octal, as C's strtoull(). */
  Value integer(Token token) {
    String written = inner(token, 0, 0);
    String digits = written.toUpperCase(Locale.ROOT);
    while (digits.endsWith("U") || digits.endsWith("L")) {
      digits = digits.substring(0, digits.length() - 1);
    }
    int radix = 10;
    if (digits.startsWith("0X")) {
      radix = 16;
      digits = digits.substring(2);
    } else if (digits.startsWith("0") && digits.length() > 1) {
      radix = 8;
      digits = digits.substring(1);
    }
    Span span = span(token);
    for (int i = 0; i < digits.length(); i++) {
      if (Character.digit(digits.charAt(i), radix) < 0) {
        problems.add(SyntaxCode.BAD_INTEGER, span, "bad integer '" + written + "'");
        return new Value(0, span);
      }
    }
    try {
      return new Value(Long.parseUnsignedLong(digits, radix), span);
    } catch (NumberFormatException e) {
      problems.add(
          SyntaxCode.BAD_INTEGER, span, "integer '" + written + "' does not fit into 64 bits");
      return new Value(0, span);
    }
  }

  /** Returns the number of a character constant. */
  Value character(Token token) {
    Bytes meant = content(token);
    Span span = span(token);
    if (meant.length() != 1) {
      problems.add(
          SyntaxCode.BAD_CHARACTER,
          span,
          "a character constant holds one character, not " + meant.length());
    }
    return new Value(meant.isEmpty() ? 0 : meant.get(0), span);
  }
}
