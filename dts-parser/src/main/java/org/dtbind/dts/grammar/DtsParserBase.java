// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.grammar;

import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;
import org.dtbind.diag.Message;
import org.dtbind.diag.NodeLimits;
import org.dtbind.source.Limit;
import org.dtbind.tree.NodePath;
import org.jspecify.annotations.Nullable;

/**
 * Base class of the generated parser. It builds no parse tree; it reports rules and tokens to a
 * {@link Sink} while it parses.
 */
public abstract class DtsParserBase extends Parser {

  /** Limit for open nodes, including the root. */
  private static final int MAX_NODES = NodePath.MAX_DEPTH + 1;

  /** Limit for open rules: two for each node, three for each pair of parentheses. */
  private static final int MAX_RULES = 2 * MAX_NODES + 3 * Limit.EXPRESSION_DEPTH.most();

  /** Receives the events of a parse. */
  public interface Sink {
    /**
     * A rule begins.
     *
     * @param rule {@code DtsParser.RULE_…}
     */
    void enter(int rule);

    /**
     * A rule ends without a syntax error.
     *
     * @param rule {@code DtsParser.RULE_…}
     */
    void exit(int rule);

    /**
     * A rule ends with a syntax error. The sink drops the events since the rule began.
     *
     * @param rule {@code DtsParser.RULE_…}
     */
    void abandon(int rule);

    /**
     * The parser accepted a token.
     *
     * @param from offset of the first byte
     * @param to offset after the last byte
     */
    void token(int type, int from, int to);
  }

  /**
   * Thrown if nodes or parentheses are nested more deeply than the limit, or a name is longer than
   * the limit for a whole path.
   */
  public static final class NestingException extends RuntimeException {
    private final Message why;
    private final int from;
    private final int to;

    NestingException(Token token, Message why) {
      super("nested too deeply", null, false, false);
      this.why = why;
      this.from = token.getStartIndex();
      this.to = token.getStopIndex() + 1;
    }

    public Message why() {
      return why;
    }

    /** {@return the offset of the token that exceeds the limit} */
    public int from() {
      return from;
    }

    /** {@return the offset after the token} */
    public int to() {
      return to;
    }
  }

  private @Nullable Sink sink;

  /**
   * The input, if it is a stream that knows only the next token; null for one that keeps tokens.
   */
  private final @Nullable DtsTokens next;

  private final int[] rules = new int[MAX_RULES + 2];
  private int depth;
  private int nodes;
  private boolean tooDeep;

  protected DtsParserBase(TokenStream input) {
    super(input);
    next = input instanceof DtsTokens tokens ? tokens : null;
    // Not by setBuildParseTree(), which a subclass could override.
    _buildParseTrees = false;
  }

  public final void setSink(Sink target) {
    this.sink = target;
  }

  @Override
  public void enterRule(ParserRuleContext localctx, int state, int ruleIndex) {
    super.enterRule(localctx, state, ruleIndex);
    rules[depth++] = ruleIndex;
    nodes += ruleIndex == DtsParser.RULE_node ? 1 : 0;
    if (depth > MAX_RULES || nodes > MAX_NODES) {
      tooDeep = true;
      throw new NestingException(
          getCurrentToken(),
          NodeLimits.exceeded(nodes - 1, 0)
              .orElse(Message.of("parentheses or conditional expressions are nested too deeply")));
    }
    if (sink != null) {
      sink.enter(ruleIndex);
    }
  }

  @Override
  public void exitRule() {
    int rule = rules[--depth];
    nodes -= rule == DtsParser.RULE_node ? 1 : 0;
    boolean complete = !tooDeep && _ctx.exception == null;
    if (!tooDeep && sink != null) {
      if (complete) {
        sink.exit(rule);
      } else {
        sink.abandon(rule);
      }
    }
    // As in ANTLR's Parser, except that the last token of the rule is not recorded, because no code
    // reads it.
    setState(_ctx.invokingState);
    _ctx = (ParserRuleContext) _ctx.parent;
  }

  /** Does the same as ANTLR's method, in fewer steps if the token matches. */
  @Override
  public Token match(int type) {
    if (next == null || next.getType() != type || type == EOF) {
      return super.match(type);
    }
    return consume();
  }

  @Override
  public Token consume() {
    if (next != null) {
      return accept(next);
    }
    Token token = getCurrentToken();
    checkLength(token);
    if (sink != null) {
      sink.token(token.getType(), token.getStartIndex(), token.getStopIndex() + 1);
    }
    if (token.getType() != EOF) {
      getInputStream().consume();
    }
    return token;
  }

  private void checkLength(Token token) {
    int length = token.getStopIndex() + 1 - token.getStartIndex();
    if (length > NodePath.MAX_LENGTH && token.getType() == DtsParser.NAME) {
      tooDeep = true;
      throw new NestingException(
          token,
          Message.of(
              "a name has {size} bytes; at most {limit} are allowed", length, NodePath.MAX_LENGTH));
    }
  }

  private Token accept(DtsTokens tokens) {
    checkLength(tokens);
    if (sink != null) {
      sink.token(tokens.getType(), tokens.getStartIndex(), tokens.getStopIndex() + 1);
    }
    if (tokens.getType() != EOF) {
      tokens.consume();
    }
    return tokens;
  }
}
