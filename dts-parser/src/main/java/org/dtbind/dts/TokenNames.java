// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.dtbind.dts.grammar.DtsLexer;
import org.dtbind.dts.grammar.DtsParser;

/** Names tokens in messages. */
final class TokenNames {

  private static final int MAX_SHOWN = 40;

  private TokenNames() {}

  /**
   * Returns the text of a token for messages, such as {@code '='} or {@code the end of the file}.
   */
  static String found(Token token) {
    if (token.getType() == Token.EOF) {
      return "the end of the file";
    }
    String text = token.getText();
    int line = text.indexOf('\n');
    String shown = line < 0 ? text : text.substring(0, line);
    shown = shown.length() > MAX_SHOWN ? shown.substring(0, MAX_SHOWN) + "…" : shown;
    StringBuilder clean = new StringBuilder();
    shown.chars().forEach(c -> clean.append(c < ' ' || c >= 0x7f && c < 0xa0 ? '.' : (char) c));
    return "'" + clean + "'";
  }

  /** Returns a list of token types for messages, such as {@code ',' or ';'}. */
  static String expected(IntervalSet types) {
    Set<String> names = new TreeSet<>();
    for (int type : types.toList()) {
      names.add(name(type));
    }
    List<String> list = new ArrayList<>(names);
    if (list.size() < 2) {
      return list.isEmpty() ? "something else" : list.get(0);
    }
    String last = list.remove(list.size() - 1);
    return String.join(", ", list) + " or " + last;
  }

  private static String name(int type) {
    return switch (type) {
      case Token.EOF -> "the end of the file";
      case DtsLexer.NAME -> "a name";
      case DtsLexer.INTEGER, DtsLexer.CHARACTER -> "a number";
      case DtsLexer.STRING -> "a string";
      case DtsLexer.BYTE -> "two hexadecimal digits";
      case DtsLexer.LABEL -> "a label";
      case DtsLexer.LABEL_REFERENCE, DtsLexer.PATH_REFERENCE -> "a reference";
      case DtsLexer.STAR,
          DtsLexer.PERCENT,
          DtsLexer.SHIFT_LEFT,
          DtsLexer.SHIFT_RIGHT,
          DtsLexer.LESS_EQUAL,
          DtsLexer.GREATER_EQUAL,
          DtsLexer.EQUAL,
          DtsLexer.NOT_EQUAL,
          DtsLexer.BIT_AND,
          DtsLexer.BIT_XOR,
          DtsLexer.BIT_OR,
          DtsLexer.AND,
          DtsLexer.OR ->
          "an operator";
      case DtsLexer.LBRACE -> "'{'";
      case DtsLexer.RBRACE -> "'}'";
      case DtsLexer.SEMICOLON -> "';'";
      case DtsLexer.EQUALS -> "'='";
      case DtsLexer.COMMA -> "','";
      case DtsLexer.LBRACKET -> "'['";
      case DtsLexer.RBRACKET -> "']'";
      case DtsLexer.LPAREN -> "'('";
      case DtsLexer.RPAREN -> "')'";
      case DtsLexer.LESS -> "'<'";
      case DtsLexer.GREATER -> "'>'";
      case DtsLexer.SLASH -> "'/'";
      case DtsLexer.COLON -> "':'";
      case DtsLexer.QUESTION -> "'?'";
      default -> {
        // Only keywords remain. Their symbolic names, such as DELETE_NODE, match their text.
        String keyword = DtsParser.VOCABULARY.getSymbolicName(type);
        yield "/" + String.valueOf(keyword).toLowerCase(Locale.ROOT).replace('_', '-') + "/";
      }
    };
  }
}
