// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.dtbind.dts.grammar.DtsParser;
import org.dtbind.source.Span;

/**
 * Evaluates integer expressions whose operands and operators the parser passes in source order. As
 * in dtc, all numbers have 64 bits and no sign, and both branches of a conditional are evaluated.
 */
final class Arithmetic {

  /** One pair of parentheses, or one branch of a conditional. */
  private static final class Frame {
    private int firstValue;
    private int firstOperator;
    private int firstSign;
    private boolean condition;
    private int branches;
    private long chosen;
  }

  /**
   * The open frames, the innermost last. Frames at index {@code open} and above are closed, and are
   * reused to save allocations.
   */
  private final List<Frame> frames = new ArrayList<>();

  private int open;
  private long[] values = new long[16];
  private int[] starts = new int[16];
  private int[] ends = new int[16];
  private int valueCount;
  private final IntStack operators = new IntStack();
  private final IntStack signs = new IntStack();
  private final Consumer<Span> divisionByZero;

  Arithmetic(Consumer<Span> divisionByZero) {
    this.divisionByZero = divisionByZero;
  }

  void open() {
    if (open == frames.size()) {
      frames.add(new Frame());
    }
    Frame frame = frames.get(open++);
    frame.firstValue = valueCount;
    frame.firstOperator = operators.size();
    frame.firstSign = signs.size();
    frame.branches = 0;
  }

  private Frame frame() {
    return frames.get(open - 1);
  }

  long close() {
    Frame frame = frame();
    reduce(frame, 0);
    long value = frame.branches > 0 ? frame.chosen : values[valueCount - 1];
    abandon();
    return value;
  }

  /** Drops the innermost expression, whether or not it is complete. */
  void abandon() {
    Frame frame = frame();
    valueCount = frame.firstValue;
    operators.cutTo(frame.firstOperator);
    signs.cutTo(frame.firstSign);
    open--;
  }

  /** Accepts a prefix operator, which applies to the next operand. */
  void unary(int operator) {
    signs.push(operator);
  }

  /**
   * Accepts an operand, and applies the pending prefix operators to it. The offsets of its text are
   * needed for messages.
   */
  void operand(long operand, int start, int end) {
    long bits = operand;
    while (signs.size() > frame().firstSign) {
      bits =
          switch (signs.pop()) {
            case DtsParser.MINUS -> -bits;
            case DtsParser.TILDE -> ~bits;
            default -> bits == 0 ? 1 : 0;
          };
    }
    if (valueCount == values.length) {
      values = Arrays.copyOf(values, valueCount * 2);
      starts = Arrays.copyOf(starts, valueCount * 2);
      ends = Arrays.copyOf(ends, valueCount * 2);
    }
    values[valueCount] = bits;
    starts[valueCount] = start;
    ends[valueCount++] = end;
  }

  void operator(int operator) {
    reduce(frame(), precedence(operator));
    operators.push(operator);
  }

  /** Accepts the question mark of a conditional: the last value is the condition. */
  void question() {
    Frame frame = frame();
    reduce(frame, 0);
    frame.condition = values[valueCount - 1] != 0;
  }

  /**
   * Accepts the value of the next branch of a conditional; the first call is for the branch of a
   * true condition.
   */
  void branch(long value) {
    Frame frame = frame();
    if (frame.condition == (frame.branches == 0)) {
      frame.chosen = value;
    }
    frame.branches++;
  }

  private void reduce(Frame frame, int lowest) {
    while (operators.size() > frame.firstOperator && precedence(operators.top()) >= lowest) {
      int operator = operators.pop();
      int right = --valueCount;
      int left = right - 1;
      ends[left] = ends[right];
      values[left] = apply(operator, values[left], values[right], left);
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

  private long apply(int operator, long a, long b, int place) {
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
      default -> divide(operator, a, b, place);
    };
  }

  private long divide(int operator, long a, long b, int place) {
    if (b == 0) {
      divisionByZero.accept(new Span(starts[place], ends[place]));
      return 0;
    }
    return operator == DtsParser.SLASH ? Long.divideUnsigned(a, b) : Long.remainderUnsigned(a, b);
  }

  private static long truth(boolean value) {
    return value ? 1 : 0;
  }
}
