// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;
import org.dtbind.dts.grammar.DtsLexer;

/**
 * Finds the node whose closing brace is missing. The parser notices that only at the end of the
 * outermost node; the indentation shows it at the line that has no more indentation than the node.
 * Lines of an included file show nothing about a node of the file that includes it.
 */
final class Indentation {

  /**
   * A node without a closing brace.
   *
   * @param last the token after which the brace is missing
   */
  record Unclosed(Token last, Token opened) {}

  /**
   * A node that is not closed yet.
   *
   * @param indents whether its members have more indentation than it, as far as it is known
   */
  private record Open(Token brace, int indentation, boolean indents) {}

  /** The first tokens of a property or node. */
  private static final Set<Integer> MEMBER =
      Set.of(
          DtsLexer.LABEL,
          DtsLexer.OMIT_IF_NO_REF,
          DtsLexer.DELETE_PROPERTY,
          DtsLexer.DELETE_NODE,
          DtsLexer.NAME);

  /** What may be before a member, in a line of its own. */
  private static final Set<Integer> PREFIX = Set.of(DtsLexer.LABEL, DtsLexer.OMIT_IF_NO_REF);

  private static final int TAB = 8;

  private final TokenStream tokens;
  private final byte[] text;
  private final Function<Token, String> files;
  private final Deque<Open> open = new ArrayDeque<>();

  /** The indentation of the current line. */
  private int indentation;

  /**
   * Creates an object for one search.
   *
   * @param text the bytes in which tokens have their places
   * @param files gives the name of the file of a token
   */
  Indentation(TokenStream tokens, byte[] text, Function<Token, String> files) {
    this.tokens = tokens;
    this.text = text;
    this.files = files;
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
      if (node.isPresent() && first && isOutside(token, node.get())) {
        Token before = tokens.get(i - 1);
        if (before == node.get().brace() && type != DtsLexer.RBRACE) {
          open.pop();
          open.push(new Open(before, node.get().indentation(), false));
        } else if (shows(before, type, node.get())) {
          return Optional.of(new Unclosed(before, node.get().brace()));
        }
      }
      if (type == DtsLexer.LBRACE) {
        open.push(new Open(token, indentation, true));
      } else if (type == DtsLexer.RBRACE) {
        open.poll();
      }
    }
    return Optional.empty();
  }

  /** Whether the first token of a line has no more indentation than the node, in its file. */
  private boolean isOutside(Token token, Open node) {
    return indentation <= node.indentation()
        && files.apply(token).equals(files.apply(node.brace()));
  }

  /** Whether such a token shows that the node ends before it. */
  private boolean shows(Token before, int type, Open node) {
    return type == DtsLexer.RBRACE
        ? indentation < node.indentation()
        : MEMBER.contains(type) && !PREFIX.contains(before.getType()) && node.indents();
  }

  /** Returns whether a token is the first of its line. */
  private boolean takeIndentation(Token token) {
    int width = 0;
    int begin = token.getStartIndex();
    int at = begin;
    while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '\t')) {
      at--;
    }
    if (at > 0 && text[at - 1] != '\n') {
      return false;
    }
    for (; at < begin; at++) {
      width += text[at] == '\t' ? TAB - width % TAB : 1;
    }
    indentation = width;
    return true;
  }
}
