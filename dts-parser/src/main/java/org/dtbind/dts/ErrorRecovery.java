// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts;

import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

/**
 * Continues the parse after a syntax error, so that one run reports all of them. The parse
 * continues after the semicolon that ends the property or node with the error, or at the brace that
 * ends the node around it. Each error is reported once.
 */
final class ErrorRecovery extends DefaultErrorStrategy {

  private static final Set<Integer> MEMBER =
      Set.of(
          DtsLexer.LABEL,
          DtsLexer.OMIT_IF_NO_REF,
          DtsLexer.DELETE_PROPERTY,
          DtsLexer.DELETE_NODE,
          DtsLexer.NAME);
  private static final Set<Integer> TOP =
      Set.of(
          DtsLexer.MEMRESERVE, DtsLexer.SLASH, DtsLexer.LABEL_REFERENCE, DtsLexer.PATH_REFERENCE);
  private static final Set<Integer> TOP_OR_MEMBER =
      Set.of(DtsLexer.LABEL, DtsLexer.DELETE_NODE, DtsLexer.OMIT_IF_NO_REF);

  /** A string that contains the end of a property and the beginning of the next one. */
  private static final Pattern LOST_QUOTE =
      Pattern.compile("(\"[^\";]*);\\s*[a-zA-Z0-9,._+?#-]+\\s*=\\s*\"");

  private final KeptTokens tokens;
  private final Explanations explanations;
  private final byte[] text;
  private final boolean part;
  private final Function<Token, String> files;

  /** Whether the tokens of the current error are already skipped. */
  private boolean readOn;

  /** Number of tokens at the start that are part of headers, as far as they are counted. */
  private int headers;

  /**
   * Creates a strategy for one parse.
   *
   * @param text the bytes in which tokens have their places
   * @param part whether the source may lack a header
   * @param files gives the name of the file of a token
   */
  ErrorRecovery(
      KeptTokens tokens,
      Explanations explanations,
      byte[] text,
      boolean part,
      Function<Token, String> files) {
    this.tokens = tokens;
    this.explanations = explanations;
    this.text = text;
    this.part = part;
    this.files = files;
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
        if (!inErrorRecoveryMode(parser)) {
          missingBrace(parser.getContext());
        }
        beginErrorCondition(parser);
        throw new InputMismatchException(parser);
      }
      stray(parser, "a property, a node or '}'");
      next = tokens.LA(1);
    }
  }

  private void missingBrace(ParserRuleContext node) {
    ParserRuleContext outermost = node;
    while (!(outermost instanceof DtsParser.StatementContext) && outermost.getParent() != null) {
      outermost = outermost.getParent();
    }
    Token last = tokens.LT(-1);
    Indentation.Unclosed unclosed =
        new Indentation(tokens, text, files)
            .unclosed(outermost.start.getTokenIndex(), tokens.index())
            .orElse(new Indentation.Unclosed(last, node.start));
    explanations.missingBrace(unclosed.last(), unclosed.opened());
  }

  private void syncFile(Parser parser) {
    int next = tokens.LA(1);
    boolean first = tokens.index() == 0 || tokens.LT(-1) == null;
    if (first && next != DtsLexer.DTS_V1 && !part) {
      explanations.noHeader(tokens.LT(1));
      throw abort(parser);
    }
    boolean header = first || tokens.LA(-1) == DtsLexer.SEMICOLON && onlyHeadersBefore();
    while (next != Token.EOF
        && !TOP.contains(next)
        && !TOP_OR_MEMBER.contains(next)
        && !(header && next == DtsLexer.DTS_V1)) {
      if (next == DtsLexer.SEMICOLON && !first && tokens.LA(-1) == DtsLexer.RBRACE) {
        tokens.consume();
      } else {
        stray(parser, "'/', a reference or the end of the file");
        if (tokens.LA(1) == DtsLexer.RBRACE) {
          tokens.consume();
        }
      }
      first = false;
      next = tokens.LA(1);
    }
  }

  private boolean onlyHeadersBefore() {
    while (headers < tokens.index() && isOfHeader(tokens.get(headers).getType())) {
      headers++;
    }
    return headers == tokens.index();
  }

  private static boolean isOfHeader(int type) {
    return type == DtsLexer.DTS_V1 || type == DtsLexer.PLUGIN || type == DtsLexer.SEMICOLON;
  }

  /** Reports a token with which no construct begins, and skips it. */
  private void stray(Parser parser, String wanted) {
    int type = tokens.LA(1);
    if (type == DtsLexer.DTS_V1 || type == DtsLexer.PLUGIN) {
      explanations.lateHeader(tokens.LT(1));
    } else {
      unexpected(parser, wanted);
    }
    skip();
    endErrorCondition(parser);
  }

  @Override
  public Token recoverInline(Parser parser) {
    Token next = parser.getCurrentToken();
    IntervalSet expected = parser.getExpectedTokens();
    if (expected.contains(DtsLexer.SEMICOLON) && next.getType() == DtsLexer.WORD) {
      labelsOfTheNext(parser);
    }
    if (expected.contains(DtsLexer.SEMICOLON) && endsHere(next)) {
      if (!inErrorRecoveryMode(parser)) {
        explanations.missingSemicolon(tokens.LT(-1), next);
      }
      tokens.readAsNames();
      CommonToken semicolon = new CommonToken(DtsLexer.SEMICOLON, ";");
      semicolon.setStartIndex(next.getStartIndex());
      semicolon.setStopIndex(next.getStartIndex() - 1);
      return semicolon;
    }
    throw new InputMismatchException(parser);
  }

  /**
   * Handles labels at the end of a value if they begin on a new line: they belong to the next
   * member, and the semicolon before them is missing.
   */
  private void labelsOfTheNext(Parser parser) {
    int first = tokens.index();
    while (first > 0 && tokens.get(first - 1).getType() == DtsLexer.LABEL) {
      first--;
    }
    if (first == tokens.index()
        || first == 0
        || tokens.get(first).getLine() == tokens.get(first - 1).getLine()
        || isOpenString(tokens.get(first - 1))) {
      return;
    }
    if (!inErrorRecoveryMode(parser)) {
      explanations.missingSemicolon(tokens.get(first - 1), tokens.get(first));
    }
    beginErrorCondition(parser);
    tokens.readAsNames(first, tokens.get(first).getStartIndex());
    readOn = true;
    throw new InputMismatchException(parser);
  }

  /** Whether the next token starts another construct: it is a brace, or the first on its line. */
  private boolean endsHere(Token next) {
    Token last = tokens.LT(-1);
    if (last == null || isOpenString(last)) {
      return false;
    }
    int type = next.getType();
    boolean header = last.getType() == DtsLexer.DTS_V1 || last.getType() == DtsLexer.PLUGIN;
    return type == DtsLexer.RBRACE
        || type == Token.EOF
        || last.getType() == DtsLexer.RBRACE
        || next.getLine() > last.getLine()
            && (header || MEMBER.contains(type) || type == DtsLexer.WORD || type == DtsLexer.STRAY);
  }

  @Override
  public void reportError(Parser parser, RecognitionException e) {
    if (inErrorRecoveryMode(parser)) {
      return;
    }
    IntervalSet expected = parser.getExpectedTokens();
    Token next = parser.getCurrentToken();
    if (expected.contains(DtsLexer.SEMICOLON) && endsHere(next)) {
      // The property has a name only, so no token remains to be skipped.
      explanations.missingSemicolon(tokens.LT(-1), next);
      tokens.readAsNames();
      readOn = true;
    } else {
      unexpected(parser, TokenNames.expected(expected));
    }
    beginErrorCondition(parser);
  }

  private void unexpected(Parser parser, String wanted) {
    Token next = parser.getCurrentToken();
    Token last = tokens.LT(-1);
    if (next.getType() == DtsLexer.OPEN_STRING) {
      openString(next);
    } else if (last != null && isOpenString(last)) {
      openString(last);
    } else if (last != null && lostQuote(last, next) > 0) {
      int length = lostQuote(last, next);
      explanations.lostQuote(last, length);
      tokens.readAsNames(last.getTokenIndex(), last.getStartIndex() + length + 1);
      readOn = true;
    } else {
      explanations.unexpected(parser, last == null ? next : last, next, wanted);
    }
  }

  /**
   * Returns the length of a string up to the semicolon after which another property begins, if the
   * string ends at the opening quote of that property's value; otherwise 0.
   */
  private static int lostQuote(Token last, Token next) {
    boolean adjoins = last.getStopIndex() + 1 == next.getStartIndex();
    Matcher lost =
        last.getType() == DtsLexer.STRING && adjoins
            ? LOST_QUOTE.matcher(last.getText())
            : LOST_QUOTE.matcher("");
    return lost.matches() ? lost.end(1) : 0;
  }

  /** Reports a string that does not end on its line, and continues with the next line. */
  private void openString(Token quote) {
    int length = explanations.openString(quote);
    tokens.readAsNames(quote.getTokenIndex(), quote.getStartIndex() + length);
    readOn = true;
  }

  private static boolean isOpenString(Token token) {
    return token.getType() == DtsLexer.STRING && token.getText().indexOf('\n') >= 0;
  }

  @Override
  public void recover(Parser parser, RecognitionException e) {
    ParserRuleContext context = parser.getContext();
    boolean member = context instanceof DtsParser.MemberContext;
    boolean top =
        context instanceof DtsParser.StatementContext || context instanceof DtsParser.HeaderContext;
    boolean atTop = TOP.contains(tokens.LA(1)) && tokens.LA(1) != DtsLexer.SLASH;
    if (tokens.LA(1) == Token.EOF && !(context instanceof DtsParser.FileContext)) {
      throw abort(parser);
    }
    // A missing brace also ends the nodes around the member.
    boolean broken = atTop && e.getCtx() instanceof DtsParser.NodeContext && e.getCtx() != context;
    if (top || member && !broken) {
      if (!(top && atTop)) {
        skip();
      }
      endErrorCondition(parser);
      return;
    }
    throw e;
  }

  /** Marks all open rules as failed, as {@code BailErrorStrategy} does. */
  private static ParseCancellationException abort(Parser parser) {
    InputMismatchException cause = new InputMismatchException(parser);
    for (ParserRuleContext rule = parser.getContext(); rule != null; rule = rule.getParent()) {
      rule.exception = cause;
    }
    return new ParseCancellationException(cause);
  }

  /** Skips to the token after the next semicolon, or to the brace that ends the node. */
  private void skip() {
    if (readOn) {
      readOn = false;
      return;
    }
    int open = 0;
    while (tokens.LA(1) != Token.EOF) {
      int type = tokens.LA(1);
      if (type == DtsLexer.LBRACE) {
        open++;
      } else if (type == DtsLexer.RBRACE) {
        if (open == 0) {
          return;
        }
        open--;
      }
      tokens.consume();
      if (type == DtsLexer.SEMICOLON && open == 0) {
        return;
      }
    }
  }
}
