// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.misc.Interval;
import org.dtbind.dts.grammar.DtsLexer;

/**
 * Finds the node whose closing brace is missing. The parser notices that only at the end of the
 * outermost node; the indentation shows it at the line that has no more indentation than the node.
 */
final class Indentation {

  /**
   * A node without a closing brace.
   *
   * @param last the token after which the brace is missing
   * @param opened the opening brace
   */
  record Unclosed(Token last, Token opened) {}

  private record Open(Token brace, int indentation) {}

  /** The first tokens of a property or node. */
  private static final Set<Integer> MEMBER =
      Set.of(
          DtsLexer.LABEL,
          DtsLexer.OMIT_IF_NO_REF,
          DtsLexer.DELETE_PROPERTY,
          DtsLexer.DELETE_NODE,
          DtsLexer.NAME);

  private static final int TAB = 8;

  private final TokenStream tokens;
  private final String text;
  private final Deque<Open> open = new ArrayDeque<>();

  /** The indentation of the current line. */
  private int indentation;

  Indentation(TokenStream tokens, CharStream input) {
    this.tokens = tokens;
    this.text = input.size() == 0 ? "" : input.getText(Interval.of(0, input.size() - 1));
  }

  /**
   * {@return the first node that the indentation shows to be unclosed; empty if there is none}
   *
   * @param from the first token of the outermost node
   * @param end the token after the last one that is certainly inside the node
   */
  Optional<Unclosed> unclosed(int from, int end) {
    for (int i = from; i < end; i++) {
      Token token = tokens.get(i);
      boolean first = takeIndentation(token);
      Optional<Open> node = Optional.ofNullable(open.peek());
      int type = token.getType();
      if (node.isPresent() && first && shows(tokens.get(i - 1), type, node.get())) {
        return Optional.of(new Unclosed(tokens.get(i - 1), node.get().brace()));
      }
      if (type == DtsLexer.LBRACE) {
        open.push(new Open(token, indentation));
      } else if (type == DtsLexer.RBRACE) {
        open.poll();
      }
    }
    return Optional.empty();
  }

  /**
   * Whether the first token of a line shows that a node ends before it. The members of a node that
   * is not indented show nothing.
   */
  private boolean shows(Token before, int type, Open node) {
    return type == DtsLexer.RBRACE
        ? indentation < node.indentation()
        : MEMBER.contains(type) && indentation <= node.indentation() && before != node.brace();
  }

  /** Returns whether a token is the first of its line. */
  private boolean takeIndentation(Token token) {
    int width = 0;
    int begin = token.getStartIndex();
    int at = begin;
    while (at > 0 && (text.charAt(at - 1) == ' ' || text.charAt(at - 1) == '\t')) {
      at--;
    }
    if (at > 0 && text.charAt(at - 1) != '\n') {
      return false;
    }
    for (; at < begin; at++) {
      width += text.charAt(at) == '\t' ? TAB - width % TAB : 1;
    }
    indentation = width;
    return true;
  }
}
