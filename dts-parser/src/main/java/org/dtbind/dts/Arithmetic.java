// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.antlr.v4.runtime.Token;
import org.dtbind.dts.grammar.DtsParser;
import org.dtbind.source.Span;

/**
 * Works out integer expressions from operands and operators as they go by. All numbers are unsigned
 * 64 bits, as in dtc; both branches of a conditional are worked out.
 */
final class Arithmetic {

  /** A number and where it stands. */
  record Value(long bits, Span span) {}

  /** One pair of parentheses, or one branch of a conditional. */
  private static final class Frame {
    private final Deque<Value> values = new ArrayDeque<>();
    private final Deque<Integer> operators = new ArrayDeque<>();
    private final Deque<Integer> unary = new ArrayDeque<>();
    private boolean condition;
    private int branches;
    private long chosen;
  }

  private final Deque<Frame> frames = new ArrayDeque<>();
  private final Consumer<Span> divisionByZero;

  Arithmetic(Consumer<Span> divisionByZero) {
    this.divisionByZero = divisionByZero;
  }

  /** Returns whether an expression is being worked out. */
  boolean active() {
    return !frames.isEmpty();
  }

  /** Begins an expression. */
  void open() {
    frames.push(new Frame());
  }

  /** Ends an expression and returns its value. */
  Value close() {
    Frame frame = frames.pop();
    reduce(frame, 0);
    Value value = frame.values.pop();
    return frame.branches > 0 ? new Value(frame.chosen, value.span()) : value;
  }

  /** Forgets an expression with a mistake in it. */
  void abandon() {
    frames.pop();
  }

  void unary(int operator) {
    frames.getFirst().unary.push(operator);
  }

  /** Takes an operand. */
  void operand(Value operand) {
    Frame frame = frames.getFirst();
    long bits = operand.bits();
    while (!frame.unary.isEmpty()) {
      bits =
          switch (frame.unary.pop()) {
            case DtsParser.MINUS -> -bits;
            case DtsParser.TILDE -> ~bits;
            default -> bits == 0 ? 1 : 0;
          };
    }
    frame.values.push(new Value(bits, operand.span()));
  }

  /** Takes a binary operator. */
  void operator(Token token) {
    Frame frame = frames.getFirst();
    reduce(frame, precedence(token.getType()));
    frame.operators.push(token.getType());
  }

  /** Takes the question mark of a conditional. */
  void question() {
    Frame frame = frames.getFirst();
    reduce(frame, 0);
    frame.condition = frame.values.getFirst().bits() != 0;
  }

  /** Takes the value of a branch of a conditional. */
  void branch(Value value) {
    Frame frame = frames.getFirst();
    if (frame.condition == (frame.branches == 0)) {
      frame.chosen = value.bits();
    }
    frame.branches++;
  }

  private void reduce(Frame frame, int lowest) {
    while (!frame.operators.isEmpty() && precedence(frame.operators.getFirst()) >= lowest) {
      int operator = frame.operators.pop();
      Value right = frame.values.pop();
      Value left = frame.values.pop();
      Span span = left.span().to(right.span());
      frame.values.push(new Value(apply(operator, left.bits(), right.bits(), span), span));
    }
  }

  private static int precedence(int operator) {
    return switch (operator) {
      case DtsParser.OR -> 1;
      case DtsParser.AND -> 2;
      case DtsParser.BIT_OR -> 3;
      case DtsParser.BIT_XOR -> 4;
      case DtsParser.BIT_AND -> 5;
      case DtsParser.EQUAL, DtsParser.NOT_EQUAL -> 6;
      case DtsParser.LESS, DtsParser.GREATER, DtsParser.LESS_EQUAL, DtsParser.GREATER_EQUAL -> 7;
      case DtsParser.SHIFT_LEFT, DtsParser.SHIFT_RIGHT -> 8;
      case DtsParser.PLUS, DtsParser.MINUS -> 9;
      default -> 10;
    };
  }

  private long apply(int operator, long a, long b, Span span) {
    boolean far = Long.compareUnsigned(b, 63) > 0;
    return switch (operator) {
      case DtsParser.OR -> truth(a != 0 || b != 0);
      case DtsParser.AND -> truth(a != 0 && b != 0);
      case DtsParser.BIT_OR -> a | b;
      case DtsParser.BIT_XOR -> a ^ b;
      case DtsParser.BIT_AND -> a & b;
      case DtsParser.EQUAL -> truth(a == b);
      case DtsParser.NOT_EQUAL -> truth(a != b);
      case DtsParser.LESS -> truth(Long.compareUnsigned(a, b) < 0);
      case DtsParser.GREATER -> truth(Long.compareUnsigned(a, b) > 0);
      case DtsParser.LESS_EQUAL -> truth(Long.compareUnsigned(a, b) <= 0);
      case DtsParser.GREATER_EQUAL -> truth(Long.compareUnsigned(a, b) >= 0);
      case DtsParser.SHIFT_LEFT -> far ? 0 : a << b;
      case DtsParser.SHIFT_RIGHT -> far ? 0 : a >>> b;
      case DtsParser.PLUS -> a + b;
      case DtsParser.MINUS -> a - b;
      case DtsParser.STAR -> a * b;
      default -> divide(operator, a, b, span);
    };
  }

  private long divide(int operator, long a, long b, Span span) {
    if (b == 0) {
      divisionByZero.accept(span);
      return 0;
    }
    return operator == DtsParser.SLASH ? Long.divideUnsigned(a, b) : Long.remainderUnsigned(a, b);
  }

  private static long truth(boolean value) {
    return value ? 1 : 0;
  }
}
