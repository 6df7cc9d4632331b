// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.scan;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import org.dtbind.diag.Message;
import org.dtbind.dts.scan.Token.Kind;

/** Parses the tokens after one {@code #define}. */
public final class Definitions {

  /**
   * Limit for the text that {@code ##} produces in the definition of an object-like macro, in units
   * of 16 bytes: each result is a copy of the one before it.
   */
  private static final long MOST_PASTED = 1 << 12;

  private final Symbols symbols;
  private final int start;
  private final int end;

  /**
   * Creates a parser for the definition between two offsets of a scanned text.
   *
   * @param start the offset of the first byte
   * @param end the offset after the last byte
   */
  public Definitions(Symbols symbols, int start, int end) {
    this.symbols = symbols;
    this.start = start;
    this.end = end;
  }

  /**
   * Returns the macro that a {@code #define} defines.
   *
   * @param tokens the tokens after {@code #define}
   */
  public Macro read(List<Token> tokens) throws Malformed {
    if (tokens.isEmpty() || tokens.get(0).kind() != Kind.NAME) {
      throw new Malformed(Message.of("{directive} needs a name", "#define"));
    }
    Token name = tokens.get(0);
    if (name.symbol() == symbols.definedOperator()) {
      throw new Malformed(Message.of("'{macro}' cannot be used as a macro name", "defined"));
    }
    boolean functionLike = tokens.size() > 1 && tokens.get(1).is('(') && !tokens.get(1).space();
    if (!functionLike) {
      List<Token> body = tokens.subList(1, tokens.size());
      checkPaste(body);
      Macro macro = macro(name, false, List.of(), false, body);
      // Without arguments, ## has the same result at each use: evaluate it here.
      return body.stream().anyMatch(token -> token.is("##"))
          ? macro(name, false, List.of(), false, pasted(macro))
          : macro;
    }
    return functionLike(name, tokens);
  }

  private List<Token> pasted(Macro macro) throws Malformed {
    Pasted pasted = new Pasted();
    List<Token> body = Substitution.of(macro, pasted, symbols);
    if (pasted.produced > MOST_PASTED) {
      throw new Malformed(Message.of("'##' produces too much text in {macro}", macro.name()));
    }
    return body;
  }

  private static final class Pasted implements LongPredicate {
    private long produced;

    @Override
    public boolean test(long more) {
      produced += more;
      return produced <= MOST_PASTED;
    }
  }

  private Macro functionLike(Token name, List<Token> tokens) throws Malformed {
    Set<Integer> parameters = new LinkedHashSet<>();
    boolean variadic = false;
    int i = 2;
    while (i < tokens.size() && !tokens.get(i).is(')')) {
      if (!parameters.isEmpty()) {
        if (variadic || !tokens.get(i).is(',')) {
          throw new Malformed(
              Message.of("expected ',' or ')' in the parameter list of {macro}", name.text()));
        }
        i++;
      }
      Token token = i < tokens.size() ? tokens.get(i) : Token.none();
      if (token.is("...")) {
        parameters.add(symbols.arguments());
        variadic = true;
      } else if (token.kind() == Kind.NAME && parameters.add(token.symbol())) {
        if (i + 1 < tokens.size() && tokens.get(i + 1).is("...")) {
          variadic = true;
          i++;
        }
      } else {
        throw new Malformed(
            Message.of("expected a unique name in the parameter list of {macro}", name.text()));
      }
      i++;
    }
    if (i >= tokens.size()) {
      throw new Malformed(Message.of("the parameter list of {macro} has no ')'", name.text()));
    }
    List<Token> body = tokens.subList(i + 1, tokens.size());
    checkPaste(body);
    if (variadic) {
      checkOptional(body);
    }
    return macro(name, true, List.copyOf(parameters), variadic, body);
  }

  private Macro macro(
      Token name,
      boolean functionLike,
      List<Integer> parameters,
      boolean variadic,
      List<Token> body) {
    return new Macro(
        name.symbol(),
        name.text(),
        functionLike,
        parameters,
        variadic,
        body,
        Macro.Replacement.of(functionLike, variadic, body),
        Optional.empty(),
        start,
        end);
  }

  /** Checks that each {@code __VA_OPT__} has parentheses, and that none contains another. */
  private void checkOptional(List<Token> body) throws Malformed {
    int optional = symbols.optional();
    int open = 0;
    for (int i = 0; i < body.size(); i++) {
      Token token = body.get(i);
      if (token.symbol() == optional) {
        if (open > 0 || i + 1 == body.size() || !body.get(i + 1).is('(')) {
          throw new Malformed(
              open > 0
                  ? Message.of("__VA_OPT__ cannot be nested")
                  : Message.of("__VA_OPT__ needs (TOKENS)"));
        }
        open = 1;
        i++;
      } else if (open > 0) {
        open += token.is('(') ? 1 : token.is(')') ? -1 : 0;
      }
    }
    if (open > 0) {
      throw new Malformed(Message.of("__VA_OPT__ has no ')'"));
    }
  }

  private static void checkPaste(List<Token> body) throws Malformed {
    if (!body.isEmpty() && (body.get(0).is("##") || body.get(body.size() - 1).is("##"))) {
      throw new Malformed(
          Message.of("'##' cannot be the first or last token in the body of a macro"));
    }
  }
}
