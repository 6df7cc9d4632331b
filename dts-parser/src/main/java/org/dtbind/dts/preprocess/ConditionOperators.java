// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.preprocess;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.diag.Message;
import org.dtbind.dts.scan.Malformed;
import org.dtbind.dts.scan.Symbols;
import org.dtbind.dts.scan.Token;
import org.dtbind.dts.scan.Token.Kind;

/**
 * Evaluates the operators of conditions: {@code defined X}, whose operand is not expanded, and
 * {@code __has_include(…)} and {@code __has_include_next(…)}. As in cpp, the expansion of a macro
 * may contain them.
 */
final class ConditionOperators implements Expander.Operators {

  /** Searches for the files that {@code __has_include} names. */
  @FunctionalInterface
  interface Includes {
    /**
     * Whether a file exists in the search path.
     *
     * @param next whether to search after the directory of the current file
     */
    boolean has(String name, boolean quoted, boolean next);
  }

  private final MacroTable macros;
  private final Expander expander;
  private final Includes includes;
  private final int defined;
  private final int hasInclude;
  private final int hasIncludeNext;
  private Optional<Malformed> wrong = Optional.empty();

  ConditionOperators(MacroTable macros, Symbols symbols, Expander expander, Includes includes) {
    this.macros = macros;
    this.expander = expander;
    this.includes = includes;
    this.defined = symbols.definedOperator();
    this.hasInclude = symbols.number("__has_include");
    this.hasIncludeNext = symbols.number("__has_include_next");
  }

  /** Whether {@code #ifdef} is true for a name. */
  boolean isDefined(int symbol) {
    return macros.get(symbol) != null || symbol == hasInclude || symbol == hasIncludeNext;
  }

  /**
   * Whether a condition is true.
   *
   * @throws Malformed if the condition is not an integer expression
   */
  boolean holds(List<Token> tokens) throws Malformed {
    wrong = Optional.empty();
    List<Token> expanded = expander.expandCondition(tokens, this);
    if (wrong.isPresent()) {
      throw wrong.get();
    }
    return Condition.holds(expanded);
  }

  @Override
  public boolean owns(Token name) {
    int symbol = name.symbol();
    return symbol == defined || symbol == hasInclude || symbol == hasIncludeNext;
  }

  @Override
  public Token value(Token name, Expander.Tail operand) {
    boolean holds = false;
    try {
      holds = name.symbol() == defined ? defined(operand) : hasInclude(name, operand);
    } catch (Malformed e) {
      wrong = wrong.isPresent() ? wrong : Optional.of(e);
    }
    byte[] digit = {(byte) (holds ? '1' : '0')};
    return new Token(Kind.NUMBER, digit, 0, 1, -1, true, false);
  }

  private boolean defined(Expander.Tail operand) throws Malformed {
    boolean bracket = operand.peek().is('(');
    if (bracket) {
      operand.take();
    }
    Token name = operand.take();
    if (name.kind() != Kind.NAME || bracket && !operand.take().is(')')) {
      throw new Malformed(
          Message.of("'defined' needs a name, as in 'defined NAME' or 'defined(NAME)'"));
    }
    return isDefined(name.symbol());
  }

  private boolean hasInclude(Token name, Expander.Tail operand) throws Malformed {
    List<Token> tokens = new ArrayList<>();
    boolean open = operand.take().is('(');
    Token token = operand.take();
    while (open && !token.is(')') && token.kind() != Kind.END) {
      tokens.add(token);
      token = operand.take();
    }
    boolean literal = !tokens.isEmpty() && tokens.get(0).kind() != Kind.NAME;
    String target = Token.spelling(literal ? tokens : expander.expandAll(tokens));
    boolean quoted = target.startsWith("\"") && target.endsWith("\"");
    boolean angled = target.startsWith("<") && target.endsWith(">");
    if (!token.is(')') || target.length() < 3 || !quoted && !angled) {
      throw new Malformed(Message.of("'{name}' needs (\"FILE\") or (<FILE>)", name.text()));
    }
    boolean next = name.symbol() == hasIncludeNext;
    return includes.has(target.substring(1, target.length() - 1), quoted, next);
  }
}
