// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.preprocess;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.dtbind.dts.scan.Macro;
import org.dtbind.dts.scan.Token;

/** The stack of macro bodies that are being scanned, and the text after the outermost use. */
final class Contexts implements Expander.Tail {

  /** The body of a macro and the index of the next token in it. */
  private static final class Context {
    private final Macro macro;
    private final List<Token> tokens;
    private int next;

    Context(Macro macro, List<Token> tokens) {
      this.macro = macro;
      this.tokens = tokens;
    }
  }

  private final Deque<Context> stack = new ArrayDeque<>(2);
  private final Expander.Tail tail;
  private final ActiveMacros active;

  /**
   * Creates an empty stack.
   *
   * @param tail the text after the outermost use of a macro
   * @param active the macros that are being expanded; this object updates it
   */
  Contexts(Expander.Tail tail, ActiveMacros active) {
    this.tail = tail;
    this.active = active;
  }

  void push(Macro macro, List<Token> tokens) {
    active.add(macro);
    stack.push(new Context(macro, tokens));
  }

  /** Removes the bodies without further tokens. Returns whether one remains. */
  boolean pop() {
    Context top = stack.peek();
    while (top != null && top.next == top.tokens.size()) {
      active.remove(top.macro);
      stack.pop();
      top = stack.peek();
    }
    return top != null;
  }

  @Override
  public Token take() {
    if (!pop()) {
      return tail.take();
    }
    Context context = stack.getFirst();
    return context.tokens.get(context.next++);
  }

  /**
   * Returns the next token without removing any body: a macro's name must not be expanded while its
   * body is on the stack.
   */
  @Override
  public Token peek() {
    for (Context context : stack) {
      if (context.next < context.tokens.size()) {
        return context.tokens.get(context.next);
      }
    }
    return tail.peek();
  }
}
