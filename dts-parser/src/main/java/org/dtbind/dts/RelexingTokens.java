// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts;

import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Token;
import org.dtbind.dts.grammar.DtsLexer;

/**
 * Tokens that can be read again in another mode: behind a missing semicolon the lexer took a name
 * for a value.
 */
final class RelexingTokens extends CommonTokenStream {

  private final DtsLexer lexer;

  RelexingTokens(DtsLexer lexer) {
    super(lexer);
    this.lexer = lexer;
  }

  /** Reads the next token and all behind it again, as names. */
  void relexAsNames() {
    if (LA(1) != Token.EOF) {
      relexAsNames(p, LT(1).getStartIndex());
    }
  }

  /**
   * Reads on from another place, as names.
   *
   * @param index of the token that is the first to be dropped; it becomes the next
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
