// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts;

import org.dtbind.diag.Message;
import org.dtbind.dts.grammar.DtsParser;
import org.dtbind.source.Span;

/**
 * Evaluates literals, and expressions in parentheses. {@link #bits} and {@link #span} return the
 * value and place of the one that ended last.
 */
final class Expressions {

  private final Literals literals;
  private final Arithmetic arithmetic;
  private final IntStack parentheses = new IntStack();
  private long bits;
  private int start;
  private int end;

  Expressions(Literals literals, Literals.Problems problems) {
    this.literals = literals;
    this.arithmetic =
        new Arithmetic(
            span ->
                problems.add(SyntaxCode.DIVISION_BY_ZERO, span, Message.of("division by zero")));
  }

  void open() {
    arithmetic.open();
  }

  void abandon() {
    arithmetic.abandon();
  }

  /** Accepts a token of a primary expression: a literal, or a parenthesis around an expression. */
  void primaryToken(int type, int from, int to) {
    if (type == DtsParser.LPAREN) {
      parentheses.push(from);
      return;
    }
    start = from;
    end = to;
    switch (type) {
      case DtsParser.INTEGER -> bits = literals.integer(from, to);
      case DtsParser.CHARACTER -> bits = literals.character(from, to);
      default -> start = parentheses.pop();
    }
  }

  long bits() {
    return bits;
  }

  Span span() {
    return new Span(start, end);
  }

  /** Passes the last value on as an operand of the expression around it. */
  void operand() {
    arithmetic.operand(bits, start, end);
  }

  void unary(int operator) {
    arithmetic.unary(operator);
  }

  void operator(int operator) {
    arithmetic.operator(operator);
  }

  /**
   * Accepts a token that belongs to the rule {@code expression} itself; only {@code ?} has an
   * effect.
   */
  void token(int type) {
    if (type == DtsParser.QUESTION) {
      arithmetic.question();
    }
  }

  /**
   * Ends the innermost expression.
   *
   * @param branch whether the expression is a branch of a conditional
   */
  void close(boolean branch) {
    long value = arithmetic.close();
    if (branch) {
      arithmetic.branch(value);
    } else {
      bits = value;
    }
  }
}
