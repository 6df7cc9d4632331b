// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts;

import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Token;
import org.dtbind.dts.grammar.DtsLexer;

/**
 * A token stream that can tokenize text again in the lexer's mode for names. After a missing
 * semicolon, the lexer has tokenized a name as part of a value.
 */
final class RelexingTokens extends CommonTokenStream {

  private final DtsLexer lexer;

  RelexingTokens(DtsLexer lexer) {
    super(lexer);
    this.lexer = lexer;
  }

  /** Tokenizes the text from the next token on again, as names. */
  void relexAsNames() {
    if (LA(1) != Token.EOF) {
      relexAsNames(p, LT(1).getStartIndex());
    }
  }

  /**
   * Drops tokens, and tokenizes the text from an offset on as names.
   *
   * @param index the first token to drop, and the index of the next token afterwards
   */
  void relexAsNames(int index, int offset) {
    while (tokens.size() > index) {
      tokens.remove(tokens.size() - 1);
    }
    p = index;
    fetchedEOF = false;
    lexer.getInputStream().seek(offset);
    lexer._hitEOF = false;
    lexer.mode(DtsLexer.NAMES);
    sync(p);
  }
}
