// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.grammar;

import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.atn.LexerATNSimulator;

/**
 * The simulator of ANTLR's lexer, which finds the tokens that {@link DtsTokens} finds, also in time
 * that is linear in the length of the source: it cuts a word between brackets into bytes, and it
 * searches only once for the end of a comment that is not closed.
 */
public final class LinearLexer extends LexerATNSimulator {

  private final DtsLexer lexer;

  /** The word between brackets that was read last. The parser may return to it. */
  private int wordStart;

  private int wordEnd;

  /** The start of the first comment that is not closed. */
  private int openComment = Integer.MAX_VALUE;

  private LinearLexer(DtsLexer lexer) {
    super(lexer, DtsLexer._ATN, DtsLexer._decisionToDFA, DtsLexer._sharedContextCache);
    this.lexer = lexer;
  }

  /**
   * {@return a lexer}
   *
   * @param input the source
   */
  public static DtsLexer of(CharStream input) {
    DtsLexer lexer = new DtsLexer(input);
    lexer.setInterpreter(new LinearLexer(lexer));
    return lexer;
  }

  @Override
  public int match(CharStream input, int mode) {
    int from = input.index();
    boolean bytes = mode == DtsLexer.BYTES;
    if (bytes && from >= wordStart && from < wordEnd) {
      return cut(input);
    }
    boolean comment = input.LA(1) == '/' && input.LA(2) == '*';
    if (comment && from >= openComment) {
      consume(input);
      return bytes ? DtsLexer.STRAY : DtsLexer.SLASH;
    }
    int column = getCharPositionInLine();
    int type = super.match(input, mode);
    if (comment && input.index() == from + 1) {
      openComment = Math.min(openComment, from);
    }
    if (bytes && lexer.getType() == DtsLexer.WORD) {
      wordStart = from;
      wordEnd = input.index();
      input.seek(from);
      setCharPositionInLine(column);
      return cut(input);
    }
    return type;
  }

  private int cut(CharStream input) {
    int second = input.index() + 1 < wordEnd ? input.LA(2) : 0;
    int length = WordCut.length(input.LA(1), second);
    for (int i = 0; i < length; i++) {
      consume(input);
    }
    lexer.setType(WordCut.type(length));
    return lexer.getType();
  }
}
