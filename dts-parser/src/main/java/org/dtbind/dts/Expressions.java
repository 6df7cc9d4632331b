// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts;

import org.dtbind.dts.grammar.DtsParser;
import org.dtbind.source.Span;

/**
 * Works out numbers: literals, and expressions in parentheses. What it gives is that which has just
 * ended.
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
        new Arithmetic(span -> problems.add(SyntaxCode.DIVISION_BY_ZERO, span, "division by zero"));
  }

  void open() {
    arithmetic.open();
  }

  void abandon() {
    arithmetic.abandon();
  }

  /** Takes a part of a number: a literal, or a parenthesis around an expression. */
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

  /** Takes the number as an operand. */
  void operand() {
    arithmetic.operand(bits, start, end);
  }

  void unary(int operator) {
    arithmetic.unary(operator);
  }

  void operator(int operator) {
    arithmetic.operator(operator);
  }

  /** Takes a token of an expression that is in none of its parts: of a conditional. */
  void token(int type) {
    if (type == DtsParser.QUESTION) {
      arithmetic.question();
    }
  }

  /**
   * Ends an expression.
   *
   * @param branch whether it is a branch of a conditional
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
