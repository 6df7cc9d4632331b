// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.preprocess;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.dtbind.dts.preprocess.Token.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Expands macros as cpp does: the tokens of a macro that is being expanded never name it again.
 * What is being expanded is the state of one object, never of the macros, which threads share.
 */
final class Expander {

  /** Nesting of arguments in arguments that is followed. */
  private static final int MAX_DEPTH = 500;

  /** What follows a use of a macro, to be looked at for the arguments of a call. */
  interface Tail {
    /**
     * Returns the next token and leaves it; {@link Kind#END} where no more can belong to a call.
     */
    Token peek();

    /** Returns the next token and steps over it. */
    Token take();
  }

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

  private final MacroTable macros;
  private final Symbols symbols;
  private final Function<Macro, Optional<Token>> dynamic;
  private final Consumer<String> problem;
  private final int limit;
  private final BitSet active = new BitSet();
  private int budget;
  private boolean exhausted;
  private int depth;

  /**
   * Creates an expander.
   *
   * @param dynamic the token a macro such as {@code __LINE__} stands for at this moment
   * @param problem takes what is wrong with a call
   * @param limit tokens one use may produce
   */
  Expander(
      MacroTable macros,
      Symbols symbols,
      Function<Macro, Optional<Token>> dynamic,
      Consumer<String> problem,
      int limit) {
    this.macros = macros;
    this.symbols = symbols;
    this.dynamic = dynamic;
    this.problem = problem;
    this.limit = limit;
  }

  /** Returns what one use of a macro in text expands to. */
  List<Token> expand(Token name, Tail tail) {
    budget = limit;
    Deque<Context> stack = new ArrayDeque<>();
    List<Token> out = new ArrayList<>();
    handle(name, stack, tail, out);
    while (pop(stack)) {
      handle(take(stack, tail), stack, tail, out);
    }
    return out;
  }

  /** Returns the tokens of a directive, expanded. */
  List<Token> expandAll(List<Token> tokens) {
    budget = limit;
    return expandList(tokens);
  }

  private List<Token> expandList(List<Token> tokens) {
    if (tokens.isEmpty()) {
      return tokens;
    }
    if (++depth > MAX_DEPTH) {
      exhausted = true;
      budget = -1;
      problem.accept("macro arguments are nested deeper than " + MAX_DEPTH + " levels");
    }
    Tail tail = new ListTail(tokens);
    Deque<Context> stack = new ArrayDeque<>();
    List<Token> out = new ArrayList<>();
    while (budget >= 0) {
      Token token = take(stack, tail);
      if (token.kind() == Kind.END) {
        break;
      }
      handle(token, stack, tail, out);
    }
    while (!stack.isEmpty()) {
      active.clear(stack.pop().macro.symbol());
    }
    depth--;
    return out;
  }

  private void handle(Token token, Deque<Context> stack, Tail tail, List<Token> out) {
    if (--budget < 0) {
      if (!exhausted) {
        exhausted = true;
        problem.accept("the expansion of a macro grows past " + limit + " tokens");
      }
      while (!stack.isEmpty()) {
        active.clear(stack.pop().macro.symbol());
      }
      return;
    }
    if (token.kind() != Kind.NAME || token.painted()) {
      out.add(token);
      return;
    }
    Macro macro = macros.get(token.symbol());
    if (macro == null) {
      out.add(token);
    } else if (active.get(macro.symbol())) {
      out.add(token.paint());
    } else {
      replace(token, macro, stack, tail, out);
    }
  }

  private void replace(Token name, Macro macro, Deque<Context> stack, Tail tail, List<Token> out) {
    Optional<Token> now = dynamic.apply(macro);
    if (now.isPresent()) {
      out.add(now.get().spaced(name.space()));
      return;
    }
    if (!macro.functionLike()) {
      push(stack, macro, macro.body(), name.space());
      return;
    }
    if (!peek(stack, tail).is('(')) {
      out.add(name);
      return;
    }
    List<List<Token>> arguments = arguments(macro, stack, tail);
    if (arguments == null) {
      out.add(name);
      return;
    }
    List<Token> body = Substitution.of(macro, arguments, this::expandList, symbols);
    push(stack, macro, body, name.space());
  }

  private void push(Deque<Context> stack, Macro macro, List<Token> tokens, boolean space) {
    List<Token> body = tokens;
    if (!body.isEmpty() && body.get(0).space() != space) {
      body = new ArrayList<>(body);
      body.set(0, body.get(0).spaced(space));
    }
    budget -= body.size();
    active.set(macro.symbol());
    stack.push(new Context(macro, body));
  }

  /** Leaves the contexts that are read to their end; returns whether one is left. */
  private boolean pop(Deque<Context> stack) {
    while (!stack.isEmpty() && stack.getFirst().next == stack.getFirst().tokens.size()) {
      active.clear(stack.pop().macro.symbol());
    }
    return !stack.isEmpty();
  }

  private Token take(Deque<Context> stack, Tail tail) {
    if (!pop(stack)) {
      return tail.take();
    }
    Context context = stack.getFirst();
    return context.tokens.get(context.next++);
  }

  /** Returns the next token without leaving a context, so that a name stays painted. */
  private static Token peek(Deque<Context> stack, Tail tail) {
    for (Context context : stack) {
      if (context.next < context.tokens.size()) {
        return context.tokens.get(context.next);
      }
    }
    return tail.peek();
  }

  /** Returns one argument for each parameter, or null after saying what is wrong. */
  private @Nullable List<List<Token>> arguments(Macro macro, Deque<Context> stack, Tail tail) {
    List<List<Token>> arguments = new ArrayList<>();
    List<Token> argument = new ArrayList<>();
    arguments.add(argument);
    int wanted = macro.parameters().size();
    int open = 0;
    while (true) {
      Token token = take(stack, tail);
      if (token.kind() == Kind.END || --budget < 0) {
        problem.accept("the call of macro " + macro.name() + " has no closing parenthesis");
        return null;
      }
      if (token.is('(') && open++ == 0) {
        continue;
      }
      if (token.is(')') && --open == 0) {
        break;
      }
      boolean rest = macro.variadic() && arguments.size() == wanted;
      if (token.is(',') && open == 1 && !rest) {
        argument = new ArrayList<>();
        arguments.add(argument);
      } else {
        argument.add(token);
      }
    }
    if (wanted == 0 && arguments.size() == 1 && arguments.get(0).isEmpty()) {
      return List.of();
    }
    if (macro.variadic() && arguments.size() == wanted - 1) {
      arguments.add(List.of());
    }
    if (arguments.size() != wanted) {
      problem.accept(
          "macro %s is called with %d arguments and takes %d"
              .formatted(macro.name(), arguments.size(), wanted));
      return null;
    }
    return arguments;
  }

  /** The tokens of a list. */
  private static final class ListTail implements Tail {
    private final List<Token> tokens;
    private int next;

    ListTail(List<Token> tokens) {
      this.tokens = tokens;
    }

    @Override
    public Token peek() {
      return next < tokens.size() ? tokens.get(next) : Token.none();
    }

    @Override
    public Token take() {
      return next < tokens.size() ? tokens.get(next++) : Token.none();
    }
  }
}
