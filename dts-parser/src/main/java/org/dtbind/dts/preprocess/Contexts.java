// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.preprocess;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.dtbind.dts.scan.Macro;
import org.dtbind.dts.scan.Token;

/** The bodies of macros that are being read, the innermost first, and what follows them. */
final class Contexts implements Expander.Tail {

  /** The tokens of one macro while they are being read. */
  private static final class Context {
    private final Macro macro;
    private final List<Token> tokens;
    private int next;

    Context(Macro macro, List<Token> tokens) {
      this.macro = macro;
      this.tokens = tokens;
    }
  }

  private final Deque<Context> stack = new ArrayDeque<>();
  private final Expander.Tail tail;
  private final ActiveMacros active;

  /**
   * Creates an empty stack.
   *
   * @param tail what follows
   * @param active the macros that are being expanded, kept up to date here
   */
  Contexts(Expander.Tail tail, ActiveMacros active) {
    this.tail = tail;
    this.active = active;
  }

  void push(Macro macro, List<Token> tokens) {
    active.add(macro);
    stack.push(new Context(macro, tokens));
  }

  /** Leaves the bodies that are read to their end; returns whether one is left. */
  boolean pop() {
    while (!stack.isEmpty() && stack.getFirst().next == stack.getFirst().tokens.size()) {
      active.remove(stack.pop().macro);
    }
    return !stack.isEmpty();
  }

  @Override
  public Token take() {
    if (!pop()) {
      return tail.take();
    }
    Context context = stack.getFirst();
    return context.tokens.get(context.next++);
  }

  /** Returns the next token without leaving a body, so that a name stays painted. */
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
