// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.grammar;

import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;
import org.dtbind.source.Limit;
import org.dtbind.tree.NodePath;
import org.jspecify.annotations.Nullable;

/**
 * What the generated parser stands on. It keeps no parse tree: it tells a {@link Sink} about rules
 * and tokens as they go by.
 */
public abstract class DtsParserBase extends Parser {

  /** Nodes that may be open at once, the root among them. */
  private static final int MAX_NODES = NodePath.MAX_DEPTH + 1;

  /** Rules that may be open at once: two for each node, three for each pair of parentheses. */
  private static final int MAX_RULES = 2 * MAX_NODES + 3 * Limit.EXPRESSION_DEPTH.most();

  /** Takes the events of a parse. */
  public interface Sink {
    /**
     * A rule begins.
     *
     * @param rule its index, {@code DtsParser.RULE_…}
     */
    void enter(int rule);

    /**
     * A rule ends, all of it accepted.
     *
     * @param rule its index, {@code DtsParser.RULE_…}
     */
    void exit(int rule);

    /**
     * A rule ends with a mistake in it: what was told of it since it began counts no more.
     *
     * @param rule its index, {@code DtsParser.RULE_…}
     */
    void abandon(int rule);

    /**
     * A token was accepted.
     *
     * @param type its type, {@code DtsParser.…}
     * @param from offset of its first byte
     * @param to offset behind its last byte
     */
    void token(int type, int from, int to);
  }

  /** Is asked wherever a statement may begin. */
  @FunctionalInterface
  public interface Boundary {
    /**
     * A statement may begin, or the source end, with the next token.
     *
     * @param tokens the tokens, which may be moved to the beginning of a later statement
     */
    void reached(DtsTokens tokens);
  }

  /** Nodes or parentheses are nested too deep to be followed. */
  public static final class NestingException extends RuntimeException {
    private final int from;
    private final int to;

    NestingException(Token token, String message) {
      super(message, null, false, false);
      this.from = token.getStartIndex();
      this.to = token.getStopIndex() + 1;
    }

    /** {@return the offset of the token at which the limit was reached} */
    public int from() {
      return from;
    }

    /** {@return the offset behind that token} */
    public int to() {
      return to;
    }
  }

  private @Nullable Sink sink;
  private @Nullable Boundary boundary;

  /** The tokens, where only the next of them is known: to accept a source, and no more. */
  private final @Nullable DtsTokens next;

  private final int[] rules = new int[MAX_RULES + 2];
  private int depth;
  private int nodes;
  private boolean tooDeep;

  protected DtsParserBase(TokenStream input) {
    super(input);
    next = input instanceof DtsTokens tokens ? tokens : null;
    // Not by its setter, which somebody below could override.
    _buildParseTrees = false;
  }

  public final void setSink(Sink target) {
    this.sink = target;
  }

  /** Sets who is asked where statements begin. Only for a parser of {@link DtsTokens}. */
  public final void setBoundary(Boundary asked) {
    this.boundary = asked;
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
          nodes > MAX_NODES
              ? "nodes are nested deeper than " + NodePath.MAX_DEPTH + " levels here"
              : "parentheses or conditionals are nested too deeply here");
    }
    if (sink != null) {
      sink.enter(ruleIndex);
    }
  }

  @Override
  public void exitRule() {
    int rule = rules[--depth];
    nodes -= rule == DtsParser.RULE_node ? 1 : 0;
    if (!tooDeep && sink != null) {
      if (_ctx.exception == null) {
        sink.exit(rule);
      } else {
        sink.abandon(rule);
      }
    }
    // As ANTLR's own, but for where the rule stops, which nobody reads.
    setState(_ctx.invokingState);
    _ctx = (ParserRuleContext) _ctx.parent;
    if (depth == 1 && boundary != null && next != null) {
      boundary.reached(next);
    }
  }

  /** As ANTLR's own, in fewer steps where there is no mistake to tell an error strategy of. */
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
    if (sink != null) {
      sink.token(token.getType(), token.getStartIndex(), token.getStopIndex() + 1);
    }
    if (token.getType() != EOF) {
      getInputStream().consume();
    }
    return token;
  }

  private Token accept(DtsTokens tokens) {
    if (sink != null) {
      sink.token(tokens.getType(), tokens.getStartIndex(), tokens.getStopIndex() + 1);
    }
    if (tokens.getType() != EOF) {
      tokens.consume();
    }
    return tokens;
  }
}
