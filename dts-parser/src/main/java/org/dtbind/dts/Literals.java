// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts;

import java.util.function.BiConsumer;
import org.antlr.v4.runtime.Token;
import org.dtbind.diag.Message;
import org.dtbind.source.Bytes;
import org.dtbind.source.Span;

/** Converts the text of tokens to names, numbers and strings. */
final class Literals {

  /** Receives the errors in tokens. */
  @FunctionalInterface
  interface Problems {
    void add(SyntaxCode code, Span span, Message message);
  }

  /** The bit that distinguishes lower case from upper case letters in ASCII. */
  private static final int LOWER_CASE = 0x20;

  /** If a value has at most this many bits, a further digit cannot overflow 64 bits. */
  private static final int SAFE_BITS = 58;

  private final byte[] text;
  private final InternedNames names;
  private final Problems problems;

  Literals(byte[] text, Problems problems) {
    this.text = text;
    this.names = new InternedNames(text);
    this.problems = problems;
  }

  static Span span(Token token) {
    return new Span(token.getStartIndex(), token.getStopIndex() + 1);
  }

  /** Returns the text between two offsets; equal texts yield the same string object. */
  String text(int from, int to) {
    return names.name(from, to);
  }

  /** Returns the name of a property or node without the leading backslash, which has no meaning. */
  String name(int from, int to) {
    return text(text[from] == '\\' ? from + 1 : from, to);
  }

  /** Returns the value of the two hexadecimal digits at an offset. */
  int hex(int from) {
    return digit(text[from]) << 4 | digit(text[from + 1]);
  }

  /** Returns the bytes of a string token, without the quotes and without a terminating zero. */
  Bytes content(int from, int to) {
    for (int i = from + 1; i < to - 1; i++) {
      if (text[i] == '\\') {
        BiConsumer<Integer, Message> bad =
            (at, message) -> problems.add(SyntaxCode.BAD_ESCAPE, new Span(at, at + 2), message);
        return Escapes.resolve(text, from + 1, to - 1, bad);
      }
    }
    return Bytes.wrap(text).slice(from + 1, to - 1);
  }

  /**
   * Parses an integer as C's {@code strtoull()} with base 0 does: decimal, hexadecimal after {@code
   * 0x}, or octal after {@code 0}.
   */
  long integer(int from, int to) {
    int end = to;
    while ((text[end - 1] | LOWER_CASE) == 'u' || (text[end - 1] | LOWER_CASE) == 'l') {
      end--;
    }
    int radix = 10;
    int at = from;
    if (text[at] == '0' && end - at > 1) {
      boolean hex = (text[at + 1] | LOWER_CASE) == 'x';
      radix = hex ? 16 : 8;
      at += hex ? 2 : 1;
    }
    long value = 0;
    for (; at < end; at++) {
      int digit = digit(text[at]);
      if (digit >= radix) {
        return badInteger(
            from, to, Message.of("'{literal}' is not a valid integer", text(from, to)));
      }
      if (value >>> SAFE_BITS != 0 && isOver(value, radix, digit)) {
        return badInteger(
            from,
            to,
            Message.of("'{literal}' does not fit in {limit} bits", text(from, to), Long.SIZE));
      }
      value = value * radix + digit;
    }
    return value;
  }

  /** Returns the value of a digit, or {@code Integer.MAX_VALUE} if the character is no digit. */
  private static int digit(byte c) {
    if (c <= '9') {
      return c >= '0' ? c - '0' : Integer.MAX_VALUE;
    }
    int letter = (c | LOWER_CASE) - 'a';
    return letter >= 0 ? 10 + letter : Integer.MAX_VALUE;
  }

  /** Whether {@code value * radix + digit} overflows 64 bits. */
  private static boolean isOver(long value, int radix, int digit) {
    long most = Long.divideUnsigned(-1, radix);
    return Long.compareUnsigned(value, most) > 0
        || value == most && Long.compareUnsigned(digit, -1 - most * radix) > 0;
  }

  private long badInteger(int from, int to, Message message) {
    problems.add(SyntaxCode.BAD_INTEGER, new Span(from, to), message);
    return 0;
  }

  /** Returns the value of a character constant. */
  long character(int from, int to) {
    Bytes meant = content(from, to);
    if (meant.length() != 1) {
      problems.add(
          SyntaxCode.BAD_CHARACTER,
          new Span(from, to),
          Message.of(
              "a character constant must contain exactly one character, not {count}",
              meant.length()));
    }
    return meant.isEmpty() ? 0 : meant.get(0);
  }
}
