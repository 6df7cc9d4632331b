// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts;

import java.util.function.BiConsumer;
import org.antlr.v4.runtime.Token;
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
  private final Names names;
  private final Problems problems;

  Literals(byte[] text, Problems problems) {
    this.text = text;
    this.names = new Names(text);
    this.problems = problems;
  }

  static Span span(Token token) {
    return new Span(token.getStartIndex(), token.getStopIndex() + 1);
  }

  /** Returns the characters between two offsets: a name, which is kept for the next that asks. */
  String text(int from, int to) {
    return names.name(from, to);
  }

  /** Returns the name of a property or node; a backslash before it has no meaning. */
  String name(int from, int to) {
    return text(text[from] == '\\' ? from + 1 : from, to);
  }

  /** Returns the byte that two hexadecimal digits stand for. */
  int hex(int from) {
    return Character.digit(text[from], 16) << 4 | Character.digit(text[from + 1], 16);
  }

  /** Returns the bytes of a string token, without a zero at its end. */
  Bytes content(int from, int to) {
    for (int i = from + 1; i < to - 1; i++) {
      if (text[i] == '\\') {
        BiConsumer<Integer, String> bad =
            (at, message) -> problems.add(SyntaxCode.BAD_ESCAPE, new Span(at, at + 2), message);
        return Escapes.resolve(text, from + 1, to - 1, bad);
      }
    }
    return Bytes.wrap(text).slice(from + 1, to - 1);
  }

  /** Returns the number of an integer: decimal, 0x hexadecimal or 0 octal, as C's strtoull(). */
  long integer(int from, int to) {
    int end = to;
    while (Character.toUpperCase(text[end - 1]) == 'U'
        || Character.toUpperCase(text[end - 1]) == 'L') {
      end--;
    }
    int radix = 10;
    int at = from;
    if (text[at] == '0' && end - at > 1) {
      boolean hex = Character.toUpperCase(text[at + 1]) == 'X';
      radix = hex ? 16 : 8;
      at += hex ? 2 : 1;
    }
    long value = 0;
    for (; at < end; at++) {
      int digit = Character.digit(text[at], radix);
      if (digit < 0) {
        return badInteger(from, to, "bad integer '%s'");
      }
      long most = Long.divideUnsigned(-1, radix);
      boolean over =
          Long.compareUnsigned(value, most) > 0
              || value == most && Long.compareUnsigned(digit, -1 - most * radix) > 0;
      if (over) {
        return badInteger(from, to, "integer '%s' does not fit into 64 bits");
      }
      value = value * radix + digit;
    }
    return value;
  }

  private long badInteger(int from, int to, String message) {
    problems.add(SyntaxCode.BAD_INTEGER, new Span(from, to), message.formatted(text(from, to)));
    return 0;
  }

  /** Returns the number of a character constant. */
  long character(int from, int to) {
    Bytes meant = content(from, to);
    if (meant.length() != 1) {
      problems.add(
          SyntaxCode.BAD_CHARACTER,
          new Span(from, to),
          "a character constant holds one character, not " + meant.length());
    }
    return meant.isEmpty() ? 0 : meant.get(0);
  }
}
