// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.scan;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import java.util.function.UnaryOperator;
import org.dtbind.dts.scan.Token.Kind;
import org.jspecify.annotations.Nullable;

/** Replaces the parameters in the body of a function-like macro (ISO C 6.10.3). */
public final class Substitution {

  /** Up to this number of parameters, a linear search is used. */
  private static final int FEW = 16;

  private final Macro macro;
  private final List<List<Token>> arguments;
  private final UnaryOperator<List<Token>> expand;
  private final LongPredicate spend;
  private final Symbols symbols;
  private final Map<Integer, Integer> parameters;

  /** By parameter: its expanded argument; null until it is used. */
  private final List<@Nullable List<Token>> expanded;

  private boolean stopped;

  /** Whether the left operand of the next {@code ##} has tokens. */
  private boolean present = true;

  /** Whether there is a space before the left operand of {@code ##} that has no tokens. */
  private boolean space;

  private final List<Token> result = new ArrayList<>();

  private Substitution(
      Macro macro,
      List<List<Token>> arguments,
      UnaryOperator<List<Token>> expand,
      LongPredicate spend,
      Symbols symbols,
      Map<Integer, Integer> parameters,
      List<@Nullable List<Token>> expanded) {
    this.macro = macro;
    this.arguments = arguments;
    this.expand = expand;
    this.spend = spend;
    this.symbols = symbols;
    this.parameters = parameters;
    this.expanded = expanded;
  }

  /**
   * Returns the body of an object-like macro with {@code ##} evaluated.
   *
   * @param spend as for a function-like macro
   */
  static List<Token> of(Macro macro, LongPredicate spend, Symbols symbols) {
    return of(macro, List.of(), UnaryOperator.identity(), spend, symbols);
  }

  /**
   * Returns the body with its parameters replaced.
   *
   * @param arguments one for each parameter, not expanded; the variable arguments may be omitted
   * @param expand expands an argument that is not an operand of {@code #} or {@code ##}
   * @param spend receives the numbers of tokens: those of the body and of the arguments in it, and
   *     one for 16 bytes that {@code #} or {@code ##} produces; returns false if the limit is
   *     exceeded, which ends the substitution
   */
  public static List<Token> of(
      Macro macro,
      List<List<Token>> arguments,
      UnaryOperator<List<Token>> expand,
      LongPredicate spend,
      Symbols symbols) {
    List<@Nullable List<Token>> expanded =
        new ArrayList<>(Collections.nCopies(macro.parameters().size(), null));
    Substitution substitution =
        new Substitution(macro, arguments, expand, spend, symbols, positions(macro), expanded);
    return macro.functionLike() && macro.replacement() != Macro.Replacement.EVALUATE
        ? substitution.replace(macro.body())
        : substitution.run(macro.body());
  }

  /** Returns the positions of the parameters by name if there are many; otherwise nothing. */
  private static Map<Integer, Integer> positions(Macro macro) {
    List<Integer> names = macro.parameters();
    Map<Integer, Integer> positions = names.size() > FEW ? new HashMap<>() : Map.of();
    for (int i = 0; names.size() > FEW && i < names.size(); i++) {
      positions.put(names.get(i), i);
    }
    return positions;
  }

  /** Puts the arguments into a body without operators. */
  private List<Token> replace(List<Token> body) {
    spends(body.size());
    for (int i = 0; i < body.size() && !stopped; i++) {
      int parameter = parameter(body, i);
      if (parameter < 0) {
        result.add(body.get(i));
      } else {
        put(expanded(parameter), body.get(i), false);
      }
    }
    return result;
  }

  private List<Token> run(List<Token> body) {
    // Even a body that produces nothing takes time.
    spends(body.size());
    for (int i = 0; i < body.size() && !stopped; i++) {
      Token token = body.get(i);
      boolean pasted = i > 0 && body.get(i - 1).is("##");
      if (token.is("##") && i > 0) {
        continue;
      }
      if (!pasted) {
        present = false;
        space = token.space();
      }
      if (token.is("#")
          && macro.functionLike()
          && i + 1 < body.size()
          && parameter(body, i + 1) >= 0) {
        i++;
        put(List.of(stringify(argument(parameter(body, i)), token.space())), token, pasted);
        continue;
      }
      int optional = token.is("#") ? i + 1 : i;
      int end = endOfOptional(body, optional);
      if (end > 0) {
        List<Token> chosen = optional(body.subList(optional + 2, end));
        boolean quoted = optional > i;
        put(quoted ? List.of(stringify(chosen, token.space())) : chosen, token, pasted);
        i = end;
        continue;
      }
      int parameter = parameter(body, i);
      if (parameter < 0) {
        put(token, pasted);
        continue;
      }
      putArgument(body, i, parameter, pasted);
    }
    return result;
  }

  /** Puts an argument in place of its parameter at {@code i}. */
  private void putArgument(List<Token> body, int i, int parameter, boolean pasted) {
    Token token = body.get(i);
    boolean pastes = i + 1 < body.size() && body.get(i + 1).is("##");
    List<Token> argument = argument(parameter);
    boolean variadic = macro.variadic() && parameter == macro.parameters().size() - 1;
    if (pasted && variadic && i > 1 && body.get(i - 2).is(",")) {
      // GNU extension: ", ## __VA_ARGS__" drops the comma if there are no arguments, and
      // otherwise pastes nothing. An empty argument counts if there are also other parameters.
      if (isOmitted(parameter) || argument.isEmpty() && parameter == 0) {
        result.remove(result.size() - 1);
      } else {
        put(expanded(parameter), token.spaced(false), false);
      }
      return;
    }
    put(pasted || pastes ? argument : expanded(parameter), token, pasted);
  }

  /**
   * Returns the index of the parenthesis that closes the {@code __VA_OPT__(…)} at {@code from}; 0
   * if there is no {@code __VA_OPT__}.
   */
  private int endOfOptional(List<Token> body, int from) {
    boolean begins =
        macro.variadic()
            && from + 1 < body.size()
            && body.get(from).kind() == Kind.NAME
            && body.get(from).symbol() == symbols.optional()
            && body.get(from + 1).is('(');
    int open = 0;
    for (int i = from + 1; begins && i < body.size(); i++) {
      open += body.get(i).is('(') ? 1 : body.get(i).is(')') ? -1 : 0;
      if (open == 0) {
        return i;
      }
    }
    return 0;
  }

  /**
   * Returns the content of a {@code __VA_OPT__}, which is empty if the variable arguments expand to
   * nothing.
   */
  private List<Token> optional(List<Token> content) {
    return expanded(macro.parameters().size() - 1).isEmpty()
        ? List.of()
        : new Substitution(macro, arguments, expand, spend, symbols, parameters, expanded)
            .run(content);
  }

  private boolean isOmitted(int parameter) {
    return parameter == arguments.size();
  }

  private List<Token> argument(int parameter) {
    return isOmitted(parameter) ? List.of() : arguments.get(parameter);
  }

  /** Returns the expansion of an argument, which is computed once: it may count, or take long. */
  private List<Token> expanded(int parameter) {
    List<Token> known = expanded.get(parameter);
    if (known == null) {
      known = expand.apply(argument(parameter));
      expanded.set(parameter, known);
    }
    return known;
  }

  private int parameter(List<Token> body, int at) {
    Token token = body.get(at);
    if (token.kind() != Kind.NAME) {
      return -1;
    }
    return parameters.isEmpty()
        ? macro.parameters().indexOf(token.symbol())
        : parameters.getOrDefault(token.symbol(), -1);
  }

  private boolean spends(long tokens) {
    stopped |= !spend.test(tokens);
    return !stopped;
  }

  private void put(List<Token> tokens, Token inPlaceOf, boolean pasted) {
    // A short body with a long argument produces many tokens.
    int count = spends(tokens.size()) ? tokens.size() : 0;
    for (int i = 0; i < count; i++) {
      Token token = tokens.get(i);
      if (i == 0) {
        put(token.spaced(inPlaceOf.space()), pasted);
      } else {
        result.add(token);
      }
    }
  }

  private void put(Token token, boolean pasted) {
    if (pasted && present) {
      paste(token);
    } else {
      result.add(pasted ? token.spaced(space) : token);
    }
    present = true;
  }

  /**
   * Joins a token to the last one. As in cpp's assembler mode, two tokens remain if the result is
   * not one valid token.
   */
  private void paste(Token right) {
    Token left = result.get(result.size() - 1);
    if (!spends((left.length() + right.length()) / 16)) {
      return;
    }
    byte[] joined = (left.text() + right.text()).getBytes(StandardCharsets.ISO_8859_1);
    Token token = Lexis.token(joined, 0, joined.length, left.space(), symbols);
    boolean comment = Lexis.startsWith(joined, 0, joined.length, "//");
    if (token.end() == joined.length && !comment) {
      result.set(result.size() - 1, token);
    } else {
      result.add(right.spaced(false));
    }
  }

  private Token stringify(List<Token> argument, boolean space) {
    StringBuilder text = new StringBuilder("\"");
    long length = argument.stream().mapToLong(Token::length).sum();
    int count = spends(argument.size() + length / 16) ? argument.size() : 0;
    for (int i = 0; i < count; i++) {
      Token token = argument.get(i);
      if (i > 0 && token.space()) {
        text.append(' ');
      }
      boolean quoted = token.kind() == Kind.STRING || token.kind() == Kind.CHARACTER;
      String spelling = token.text();
      text.append(quoted ? spelling.replace("\\", "\\\\").replace("\"", "\\\"") : spelling);
    }
    byte[] bytes = text.append('"').toString().getBytes(StandardCharsets.ISO_8859_1);
    return new Token(Kind.STRING, bytes, 0, bytes.length, -1, space, false);
  }
}
