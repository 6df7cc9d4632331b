// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.preprocess;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.dtbind.diag.Diagnostic;
import org.dtbind.dts.preprocess.Part.Directive;
import org.dtbind.dts.preprocess.Token.Kind;

/** Carries out directives. */
final class Directives {

  private final MacroTable macros;
  private final Symbols symbols;
  private final Conditionals conditionals;
  private final Expander expander;
  private final Replay replay;
  private final int defined;
  private final int hasInclude;

  Directives(
      MacroTable macros,
      Symbols symbols,
      Conditionals conditionals,
      Expander expander,
      Replay replay) {
    this.macros = macros;
    this.symbols = symbols;
    this.conditionals = conditionals;
    this.expander = expander;
    this.replay = replay;
    this.defined = symbols.number("defined");
    this.hasInclude = symbols.number("__has_include");
  }

  /**
   * Carries out a directive.
   *
   * @param outer how many conditionals were open when the file began: those are not its to close
   */
  void run(Directive directive, int outer) {
    boolean live = conditionals.live();
    switch (directive.kind()) {
      case IF -> conditionals.open(live && condition(directive), replay.here());
      case IFDEF -> conditionals.open(live && isDefined(directive), replay.here());
      case IFNDEF -> conditionals.open(live && !isDefined(directive), replay.here());
      case ELIF, ELSE, ENDIF -> branch(directive, outer);
      default -> {
        if (live) {
          act(directive);
        }
      }
    }
  }

  private void branch(Directive directive, int outer) {
    String name = "#" + directive.kind().name().toLowerCase(java.util.Locale.ROOT);
    if (conditionals.depth() <= outer) {
      replay.error(PreprocessCode.STRAY_CONDITIONAL, name + " without #if");
      return;
    }
    switch (directive.kind()) {
      case ENDIF -> conditionals.close();
      case ELSE -> {
        afterElse(name);
        conditionals.next(true, true);
      }
      default -> {
        afterElse(name);
        conditionals.next(conditionals.wantsCondition() && condition(directive), false);
      }
    }
  }

  private void afterElse(String name) {
    if (conditionals.elseSeen()) {
      replay.error(PreprocessCode.STRAY_CONDITIONAL, name + " after #else");
    }
  }

  private void act(Directive directive) {
    switch (directive.kind()) {
      case INCLUDE -> include(directive);
      case DEFINE -> define(directive);
      case UNDEF -> {
        List<Token> tokens = directive.tokens();
        if (tokens.size() == 1 && tokens.get(0).kind() == Kind.NAME) {
          macros.undefine(tokens.get(0).symbol());
        } else {
          replay.error(PreprocessCode.BAD_DIRECTIVE, "#undef wants one name");
        }
      }
      case ERROR ->
          replay.error(PreprocessCode.ERROR_DIRECTIVE, "#error " + spelling(directive.tokens()));
      case WARNING ->
          replay.add(
              Diagnostic.warning(
                  PreprocessCode.WARNING_DIRECTIVE,
                  replay.here(),
                  "#warning " + spelling(directive.tokens())));
      default -> {
        // #line and #pragma change nothing here: places are those of the files themselves.
      }
    }
  }

  private void define(Directive directive) {
    try {
      Macro macro = new Definitions(symbols).read(directive.tokens(), replay.here());
      Macro old = macros.get(macro.symbol());
      if (old != null && !old.sameMeaning(macro)) {
        replay.add(
            Diagnostic.warning(
                    PreprocessCode.MACRO_REDEFINED,
                    replay.here(),
                    "macro " + macro.name() + " is defined again with another meaning")
                .note("first defined at", old.definition()));
      }
      macros.define(macro);
    } catch (Malformed e) {
      replay.error(PreprocessCode.BAD_DIRECTIVE, e.why());
    }
  }

  private void include(Directive directive) {
    List<Token> tokens = directive.tokens();
    boolean literal =
        !tokens.isEmpty() && (tokens.get(0).kind() == Kind.STRING || tokens.get(0).is('<'));
    String target;
    if (literal && tokens.get(0).is('<')) {
      // What stands between the brackets is no tokens: take the bytes, which may hold // or quotes.
      int from = tokens.get(0).end();
      byte[] text = tokens.get(0).array();
      int end = from;
      while (end < text.length && text[end] != '>' && text[end] != '\n') {
        end++;
      }
      boolean closed = end < text.length && text[end] == '>';
      target =
          closed ? "<" + new String(text, from, end - from, StandardCharsets.ISO_8859_1) + ">" : "";
    } else {
      target = spelling(literal ? tokens.subList(0, 1) : expander.expandAll(tokens));
    }
    boolean quoted = target.length() > 2 && target.startsWith("\"") && target.endsWith("\"");
    boolean angled = target.length() > 2 && target.startsWith("<") && target.endsWith(">");
    if (!quoted && !angled) {
      replay.error(PreprocessCode.BAD_DIRECTIVE, "#include wants \"FILE\" or <FILE>");
      return;
    }
    replay.include(target.substring(1, target.length() - 1), quoted, true);
  }

  private boolean isDefined(Directive directive) {
    List<Token> tokens = directive.tokens();
    if (tokens.isEmpty() || tokens.get(0).kind() != Kind.NAME) {
      replay.error(PreprocessCode.BAD_DIRECTIVE, "#ifdef and #ifndef want a name");
      return false;
    }
    int symbol = tokens.get(0).symbol();
    return macros.get(symbol) != null || symbol == hasInclude;
  }

  private boolean condition(Directive directive) {
    try {
      return Condition.holds(expander.expandAll(operators(directive.tokens())));
    } catch (Malformed e) {
      replay.error(PreprocessCode.BAD_CONDITION, e.why());
      return false;
    }
  }

  /** Replaces {@code defined X} and {@code __has_include(…)} before anything is expanded. */
  private List<Token> operators(List<Token> tokens) throws Malformed {
    List<Token> result = new ArrayList<>();
    int i = 0;
    while (i < tokens.size()) {
      Token token = tokens.get(i);
      if (token.kind() == Kind.NAME && token.symbol() == defined) {
        boolean bracket = i + 1 < tokens.size() && tokens.get(i + 1).is('(');
        int name = bracket ? i + 2 : i + 1;
        if (name >= tokens.size()
            || tokens.get(name).kind() != Kind.NAME
            || bracket && (name + 1 >= tokens.size() || !tokens.get(name + 1).is(')'))) {
          throw new Malformed("'defined' wants a name");
        }
        int symbol = tokens.get(name).symbol();
        result.add(truth(macros.get(symbol) != null || symbol == hasInclude));
        i = bracket ? name + 2 : name + 1;
      } else if (token.kind() == Kind.NAME && token.symbol() == hasInclude) {
        i = hasInclude(tokens, i, result);
      } else {
        result.add(token);
        i++;
      }
    }
    return result;
  }

  private int hasInclude(List<Token> tokens, int at, List<Token> result) throws Malformed {
    int close = at;
    while (close < tokens.size() && !tokens.get(close).is(')')) {
      close++;
    }
    if (at + 2 >= tokens.size() || !tokens.get(at + 1).is('(') || close == tokens.size()) {
      throw new Malformed("'__has_include' wants (\"FILE\") or (<FILE>)");
    }
    String target = spelling(tokens.subList(at + 2, close)).replace(" ", "");
    boolean quoted = target.startsWith("\"");
    if (target.length() < 2 || !quoted && !target.startsWith("<")) {
      throw new Malformed("'__has_include' wants (\"FILE\") or (<FILE>)");
    }
    result.add(truth(replay.hasInclude(target.substring(1, target.length() - 1), quoted)));
    return close + 1;
  }

  private static Token truth(boolean value) {
    byte[] digit = {(byte) (value ? '1' : '0')};
    return new Token(Kind.NUMBER, digit, 0, 1, -1, true, false);
  }

  private static String spelling(List<Token> tokens) {
    StringBuilder text = new StringBuilder();
    for (Token token : tokens) {
      text.append(token.space() && text.length() > 0 ? " " : "").append(token.text());
    }
    return text.toString();
  }
}
