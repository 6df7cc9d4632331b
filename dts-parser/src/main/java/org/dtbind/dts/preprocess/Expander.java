// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.preprocess;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.function.UnaryOperator;
import org.dtbind.diag.Message;
import org.dtbind.dts.scan.Macro;
import org.dtbind.dts.scan.Substitution;
import org.dtbind.dts.scan.Symbols;
import org.dtbind.dts.scan.Token;
import org.dtbind.dts.scan.Token.Kind;
import org.dtbind.source.Limit;
import org.jspecify.annotations.Nullable;

/**
 * Expands macros as cpp does: within the expansion of a macro, its name is not expanded again.
 * Threads share the macros, so this object keeps the state of the expansion.
 */
final class Expander {

  /** Limit for nested macro calls in arguments. */
  private static final int MAX_DEPTH = Limit.ARGUMENT_DEPTH.most();

  /** The tokens after the name of a macro, which may be the arguments of a call. */
  interface Tail {
    /** Returns the next token without consuming it; {@link Kind#END} if a call cannot continue. */
    Token peek();

    /** Consumes and returns the next token. */
    Token take();
  }

  /** Operators that are evaluated during expansion, such as {@code defined}. */
  interface Operators {
    boolean owns(Token name);

    /** Consumes the operand, which is not expanded, and returns the value of the operator. */
    Token value(Token name, Tail operand);
  }

  private static final class NoOperators implements Operators {
    @Override
    public boolean owns(Token name) {
      return false;
    }

    @Override
    public Token value(Token name, Tail operand) {
      return name;
    }
  }

  private final MacroTable macros;
  private final Symbols symbols;
  private final Builtins builtins;
  private final Problems problems;
  private final int limit;
  private final ActiveMacros active = new ActiveMacros();
  private Operators operators = new NoOperators();
  private final UnaryOperator<List<Token>> expandList = this::expandList;
  private final LongPredicate spend = this::spend;
  private long produced;
  private int depth;

  /** Whether the tokens belong to a directive. */
  private boolean directive;

  /**
   * Creates an expander for one source.
   *
   * @param limit number of tokens that all expansions together may produce
   */
  Expander(MacroTable macros, Symbols symbols, Builtins builtins, Problems problems, int limit) {
    this.macros = macros;
    this.symbols = symbols;
    this.builtins = builtins;
    this.problems = problems;
    this.limit = limit;
  }

  List<Token> expand(Token name, Tail tail) {
    Contexts contexts = new Contexts(tail, active);
    List<Token> out = new ArrayList<>();
    handle(name, contexts, out);
    while (contexts.pop() && !problems.stopped()) {
      handle(contexts.take(), contexts, out);
    }
    return out;
  }

  /** Returns the expansion of a macro whose body contains no identifiers. */
  List<Token> expandConstant(Macro macro) {
    return spend(1 + 2L * macro.body().size()) ? macro.body() : List.of();
  }

  /** Expands the tokens of a directive. */
  List<Token> expandAll(List<Token> tokens) {
    boolean outer = directive;
    directive = true;
    List<Token> expanded = expandList(tokens);
    directive = outer;
    return expanded;
  }

  /** Expands the tokens of a condition and replaces operators by their values. */
  List<Token> expandCondition(List<Token> tokens, Operators ofConditions) {
    Operators outer = operators;
    operators = ofConditions;
    List<Token> expanded = expandAll(tokens);
    operators = outer;
    return expanded;
  }

  private List<Token> expandList(List<Token> tokens) {
    if (!containsName(tokens)) {
      spend(tokens.size());
      return tokens;
    }
    if (++depth > MAX_DEPTH) {
      problems.stop(
          PreprocessCode.EXPANSION_TOO_LARGE,
          Message.of("macro arguments are nested more than {limit} levels deep", MAX_DEPTH));
    }
    Contexts contexts = new Contexts(new ListTail(tokens), active);
    List<Token> out = new ArrayList<>();
    while (!problems.stopped()) {
      Token token = contexts.take();
      if (token.kind() == Kind.END) {
        break;
      }
      handle(token, contexts, out);
    }
    depth--;
    return out;
  }

  /** Whether there is anything to expand. */
  private static boolean containsName(List<Token> tokens) {
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i).kind() == Kind.NAME) {
        return true;
      }
    }
    return false;
  }

  private void handle(Token token, Contexts contexts, List<Token> out) {
    if (!spend(1)) {
      return;
    }
    if (token.kind() != Kind.NAME || token.painted()) {
      out.add(token);
      return;
    }
    if (operators.owns(token)) {
      out.add(operators.value(token, contexts));
      return;
    }
    Macro macro = macros.get(token.symbol());
    if (macro == null) {
      out.add(token);
    } else if (active.has(macro)) {
      out.add(token.paint());
    } else {
      replace(token, macro, contexts, out);
    }
  }

  private void replace(Token name, Macro macro, Contexts contexts, List<Token> out) {
    if (macro.builtin().isPresent()) {
      Macro.Builtin builtin = macro.builtin().get();
      if (builtin != Macro.Builtin.PRAGMA) {
        Token value = builtins.token(builtin).spaced(name.space());
        // Each use of __FILE__ makes another copy of the name, which #line may make long.
        if (spend((value.end() - value.start()) / 16)) {
          out.add(value);
        }
      } else if (directive) {
        out.add(name); // As in cpp, _Pragma has no effect in a directive.
      } else {
        pragma(contexts);
      }
      return;
    }
    if (!macro.functionLike()) {
      push(contexts, macro, macro.body(), name.space());
      return;
    }
    if (!contexts.peek().is('(')) {
      out.add(name);
      return;
    }
    List<List<Token>> arguments = arguments(macro, contexts);
    if (arguments == null) {
      out.add(name);
      return;
    }
    List<Token> body = Substitution.of(macro, arguments, expandList, spend, symbols);
    push(contexts, macro, body, name.space());
  }

  /** Consumes the operand of {@code _Pragma}, expands macros in it, and executes it. */
  private void pragma(Contexts contexts) {
    List<Token> operand = new ArrayList<>();
    if (contexts.peek().is('(')) {
      contexts.take();
      for (Token token = contexts.take(); !token.is(')'); token = contexts.take()) {
        if (token.kind() == Kind.END || !spend(1)) {
          operand.clear();
          break;
        }
        operand.add(token);
      }
    }
    builtins.pragma(expandList(operand));
  }

  private void push(Contexts contexts, Macro macro, List<Token> tokens, boolean space) {
    List<Token> body = tokens;
    if (!body.isEmpty() && body.get(0).space() != space) {
      body = new ArrayList<>(body);
      body.set(0, body.get(0).spaced(space));
    }
    spend(body.size());
    contexts.push(macro, body);
  }

  /** Counts tokens. Returns false, and stops the preprocessor, if the limit is exceeded. */
  private boolean spend(long tokens) {
    produced += tokens;
    if (produced > limit) {
      problems.stop(
          PreprocessCode.EXPANSION_TOO_LARGE,
          Message.of("macro expansion exceeds {limit} tokens", limit));
    }
    return !problems.stopped();
  }

  /**
   * Consumes the arguments of a call: one for each parameter, except that the variable arguments
   * may be omitted. Returns null after it reported an error.
   */
  private @Nullable List<List<Token>> arguments(Macro macro, Contexts contexts) {
    List<List<Token>> arguments = new ArrayList<>();
    List<Token> argument = new ArrayList<>();
    arguments.add(argument);
    int wanted = macro.parameters().size();
    int open = 0;
    while (true) {
      Token token = contexts.take();
      if (!spend(1)) {
        return null;
      }
      if (token.kind() == Kind.END) {
        problems.error(
            PreprocessCode.MACRO_ARGUMENTS,
            Message.of("the call to macro {macro} has no closing parenthesis", macro.name()));
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
    boolean omitted = macro.variadic() && arguments.size() == wanted - 1;
    if (arguments.size() != wanted && !omitted) {
      problems.error(
          PreprocessCode.MACRO_ARGUMENTS, wrongCount(macro.name(), wanted, arguments.size()));
      return null;
    }
    return arguments;
  }

  private static Message wrongCount(String macro, int wanted, int found) {
    return wanted == 1
        ? Message.of(
            "macro {macro} takes {expected} argument, but is called with {found}",
            macro,
            wanted,
            found)
        : Message.of(
            "macro {macro} takes {expected} arguments, but is called with {found}",
            macro,
            wanted,
            found);
  }

  /** Reads the tokens of a list, after which a call cannot continue. */
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
