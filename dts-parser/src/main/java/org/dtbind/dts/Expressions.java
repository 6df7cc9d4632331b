// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts;

import java.util.ArrayDeque;
import java.util.Deque;
import org.antlr.v4.runtime.Token;
import org.dtbind.dts.Arithmetic.Value;
import org.dtbind.dts.grammar.DtsParser;
import org.dtbind.source.Span;

/** Works out numbers: literals, and expressions in parentheses. */
final class Expressions {

  private final Literals literals;
  private final Arithmetic arithmetic;
  private final Deque<Integer> parentheses = new ArrayDeque<>();
  private Value primary = new Value(0, Span.NONE);

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
  void primaryToken(Token token) {
    switch (token.getType()) {
      case DtsParser.INTEGER -> primary = literals.integer(token);
      case DtsParser.CHARACTER -> primary = literals.character(token);
      case DtsParser.LPAREN -> parentheses.push(token.getStartIndex());
      default ->
          primary =
              new Value(primary.bits(), new Span(parentheses.pop(), token.getStopIndex() + 1));
    }
  }

  /** Returns the number that has just ended. */
  Value primary() {
    return primary;
  }

  /** Takes the number that has just ended as an operand. */
  void operand() {
    arithmetic.operand(primary);
  }

  void unary(Token token) {
    arithmetic.unary(token.getType());
  }

  void operator(Token token) {
    arithmetic.operator(token);
  }

  /** Takes a token of an expression that is in none of its parts: of a conditional. */
  void token(Token token) {
    if (token.getType() == DtsParser.QUESTION) {
      arithmetic.question();
    }
  }

  /**
   * Ends an expression.
   *
   * @param branch whether it is a branch of a conditional
   */
  void close(boolean branch) {
    Value value = arithmetic.close();
    if (branch) {
      arithmetic.branch(value);
    } else {
      primary = value;
    }
  }
}
