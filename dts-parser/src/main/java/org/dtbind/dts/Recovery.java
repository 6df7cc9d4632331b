// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.antlr.v4.runtime.misc.ParseCancellationException;
import org.dtbind.dts.grammar.DtsLexer;
import org.dtbind.dts.grammar.DtsParser;
import org.dtbind.source.Span;

/**
 * Reads on behind a mistake, so that one run reports all of them: to the semicolon that ends the
 * property or node with the mistake, or to the brace that ends the node around it. One mistake is
 * reported once.
 */
final class Recovery extends DefaultErrorStrategy {

  /** Takes what is wrong. */
  @FunctionalInterface
  interface Problems {
    void add(SyntaxCode code, Span span, String message, Optional<Hint> hint);
  }

  /** What else helps: another place, or what to do. */
  record Hint(String text, Optional<Span> place) {}

  private static final Set<Integer> MEMBER =
      Set.of(
          DtsLexer.LABEL,
          DtsLexer.OMIT_IF_NO_REF,
          DtsLexer.DELETE_PROPERTY,
          DtsLexer.DELETE_NODE,
          DtsLexer.NAME);
  private static final Set<Integer> TOP =
      Set.of(
          DtsLexer.DTS_V1,
          DtsLexer.MEMRESERVE,
          DtsLexer.SLASH,
          DtsLexer.LABEL_REFERENCE,
          DtsLexer.PATH_REFERENCE);

  private final RelexingTokens tokens;
  private final Problems problems;

  /** Whether the rest of the mistake has been stepped over already. */
  private boolean readOn;

  Recovery(RelexingTokens tokens, Problems problems) {
    this.tokens = tokens;
    this.problems = problems;
  }

  @Override
  public void sync(Parser parser) {
    ParserRuleContext context = parser.getContext();
    if (context instanceof DtsParser.NodeContext) {
      syncNode(parser);
    } else if (context instanceof DtsParser.FileContext) {
      syncFile(parser);
    }
  }

  private void syncNode(Parser parser) {
    int next = tokens.LA(1);
    while (!MEMBER.contains(next) && next != DtsLexer.RBRACE) {
      if (next == Token.EOF || TOP.contains(next)) {
        missingBrace(parser, parser.getContext().start);
      }
      unexpected(parser, "a property, a node or '}'");
      skip();
      endErrorCondition(parser);
      next = tokens.LA(1);
    }
  }

  private void syncFile(Parser parser) {
    int next = tokens.LA(1);
    boolean begins = tokens.index() == 0 || tokens.LT(-1) == null;
    if (begins && next != DtsLexer.DTS_V1) {
      problems.add(
          SyntaxCode.SYNTAX,
          Literals.span(tokens.LT(1)),
          "a source begins with /dts-v1/;, not with " + TokenNames.found(tokens.LT(1)),
          Optional.empty());
      throw new ParseCancellationException();
    }
    while (next != Token.EOF
        && !TOP.contains(next)
        && next != DtsLexer.LABEL
        && next != DtsLexer.DELETE_NODE
        && next != DtsLexer.OMIT_IF_NO_REF) {
      if (next == DtsLexer.SEMICOLON && tokens.LA(-1) == DtsLexer.RBRACE) {
        tokens.consume();
      } else {
        unexpected(parser, "'/', a reference or the end of the file");
        skip();
        if (tokens.LA(1) == DtsLexer.RBRACE) {
          tokens.consume();
        }
      }
      endErrorCondition(parser);
      next = tokens.LA(1);
    }
  }

  private void missingBrace(Parser parser, Token opened) {
    if (!inErrorRecoveryMode(parser)) {
      Token last = tokens.LT(-1);
      problems.add(
          SyntaxCode.MISSING_BRACE,
          new Span(last.getStopIndex(), last.getStopIndex() + 1),
          "missing '}' behind this",
          Optional.of(new Hint("the node begins at", Optional.of(Literals.span(opened)))));
    }
    beginErrorCondition(parser);
    throw new InputMismatchException(parser);
  }

  @Override
  public Token recoverInline(Parser parser) {
    Token next = parser.getCurrentToken();
    IntervalSet expected = parser.getExpectedTokens();
    if (expected.contains(DtsLexer.SEMICOLON) && endsHere(next)) {
      missingSemicolon(parser, next);
      tokens.relexAsNames();
      CommonToken semicolon = new CommonToken(DtsLexer.SEMICOLON, ";");
      semicolon.setStartIndex(next.getStartIndex());
      semicolon.setStopIndex(next.getStartIndex() - 1);
      return semicolon;
    }
    throw new InputMismatchException(parser);
  }

  /**
   * Returns whether what goes on here is something else: it is a brace, or on a line of its own.
   */
  private boolean endsHere(Token next) {
    Token last = tokens.LT(-1);
    if (last == null || isOpenString(last)) {
      return false;
    }
    return next.getType() == DtsLexer.RBRACE
        || next.getType() == Token.EOF
        || last.getType() == DtsLexer.RBRACE
        || next.getLine() > last.getLine()
            && (next.getType() == DtsLexer.WORD
                || next.getType() == DtsLexer.LABEL
                || next.getType() == DtsLexer.NAME
                || next.getType() == DtsLexer.DELETE_NODE
                || next.getType() == DtsLexer.DELETE_PROPERTY
                || next.getType() == DtsLexer.STRAY);
  }

  private void missingSemicolon(Parser parser, Token next) {
    if (inErrorRecoveryMode(parser)) {
      return;
    }
    Token last = tokens.LT(-1);
    problems.add(
        SyntaxCode.MISSING_SEMICOLON,
        new Span(last.getStopIndex(), last.getStopIndex() + 1),
        "missing ';' behind this",
        Optional.of(
            new Hint("found " + TokenNames.found(next) + " at", Optional.of(Literals.span(next)))));
  }

  @Override
  public void reportError(Parser parser, RecognitionException e) {
    if (inErrorRecoveryMode(parser)) {
      return;
    }
    unexpected(parser, TokenNames.expected(parser.getExpectedTokens()));
    beginErrorCondition(parser);
  }

  private void unexpected(Parser parser, String wanted) {
    Token next = parser.getCurrentToken();
    Token last = tokens.LT(-1);
    Token quote = next.getType() == DtsLexer.OPEN_STRING ? next : last;
    if (quote != null && (next == quote || isOpenString(quote))) {
      openString(quote);
      return;
    }
    ParserRuleContext context = parser.getContext();
    boolean value =
        context instanceof DtsParser.ContentContext
            || parser.getExpectedTokens().contains(DtsLexer.INTEGER)
            || parser.getExpectedTokens().contains(DtsLexer.STRING);
    if (next.getType() == DtsLexer.WORD && value) {
      String word = next.getText();
      problems.add(
          SyntaxCode.UNDEFINED_MACRO,
          Literals.span(next),
          "'" + word + "' is no value; a macro that is not defined?",
          help("include the header that defines " + word + ", or give -D " + word + "=VALUE"));
      return;
    }
    if (wanted.equals("'>'") && next.getType() == DtsLexer.COMMA) {
      problems.add(
          SyntaxCode.SYNTAX,
          Literals.span(next),
          "unexpected ',' between cells",
          help("cells are separated by spaces: <1 2>, or stand in groups: <1>, <2>"));
      return;
    }
    String inside =
        switch (wanted) {
          case "'>'" -> "a number, a reference, a label or '>'";
          case "']'" -> "two hexadecimal digits, a label or ']'";
          default -> wanted;
        };
    problems.add(
        SyntaxCode.SYNTAX,
        Literals.span(next),
        "unexpected " + TokenNames.found(next) + ", expected " + inside,
        Optional.empty());
  }

  private static boolean isOpenString(Token token) {
    return token.getType() == DtsLexer.STRING && token.getText().indexOf('\n') >= 0;
  }

  private static Optional<Hint> help(String text) {
    return Optional.of(new Hint(text, Optional.empty()));
  }

  /** Reports a quote that does not end on its line, and reads on with the next line. */
  private void openString(Token quote) {
    String text = quote.getText();
    int line = text.indexOf('\n');
    int length = Math.max(1, line < 0 ? text.length() : line);
    problems.add(
        SyntaxCode.UNTERMINATED_STRING,
        new Span(quote.getStartIndex(), quote.getStartIndex() + length),
        "this string has no closing quote on its line",
        Optional.empty());
    tokens.relexAsNames(quote.getTokenIndex(), quote.getStartIndex() + length);
    readOn = true;
  }

  @Override
  public void recover(Parser parser, RecognitionException e) {
    ParserRuleContext context = parser.getContext();
    boolean member = context instanceof DtsParser.MemberContext;
    boolean top =
        context instanceof DtsParser.StatementContext || context instanceof DtsParser.HeaderContext;
    boolean atTop = TOP.contains(tokens.LA(1)) && tokens.LA(1) != DtsLexer.SLASH;
    if (tokens.LA(1) == Token.EOF && !(context instanceof DtsParser.FileContext)) {
      throw new ParseCancellationException();
    }
    if (top || member && !(e instanceof InputMismatchException && brokenNode(e, context, atTop))) {
      if (!(top && atTop)) {
        skip();
      }
      endErrorCondition(parser);
      return;
    }
    throw e;
  }

  /** Returns whether the mistake is a brace that is missing: then the nodes around end as well. */
  private static boolean brokenNode(
      RecognitionException e, ParserRuleContext context, boolean atTop) {
    return atTop && e.getCtx() instanceof DtsParser.NodeContext && e.getCtx() != context;
  }

  /** Steps behind the next semicolon, or before the brace that ends the node around. */
  private void skip() {
    if (readOn) {
      readOn = false;
      return;
    }
    Deque<Token> open = new ArrayDeque<>();
    while (tokens.LA(1) != Token.EOF) {
      int type = tokens.LA(1);
      if (type == DtsLexer.LBRACE) {
        open.push(tokens.LT(1));
      } else if (type == DtsLexer.RBRACE) {
        if (open.isEmpty()) {
          return;
        }
        open.pop();
      }
      tokens.consume();
      if (type == DtsLexer.SEMICOLON && open.isEmpty()) {
        return;
      }
    }
  }
}
