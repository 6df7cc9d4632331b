// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts;

import java.util.List;
import org.antlr.v4.runtime.BufferedTokenStream;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.Token;
import org.dtbind.dts.grammar.DtsTokens;
import org.dtbind.source.Bytes;

/**
 * The tokens of a source with a syntax error. It reads the same tokens as {@link DtsTokens}, and
 * keeps them with their lines, so that error recovery can look back and read text again as names:
 * after a missing semicolon, a name was read as part of a value.
 */
final class KeptTokens extends BufferedTokenStream {

  private final Bytes text;
  private final DtsTokens reader;

  /** Whether the token at which the reader stands is one of the kept tokens. */
  private boolean taken;

  KeptTokens(Bytes text) {
    super(new ListTokenSource(List.of())); // not used, since fetch() reads the tokens
    this.text = text;
    this.reader = new DtsTokens(text.lent(), text.length());
  }

  private final class KeptToken extends CommonToken {
    KeptToken(Token token, int line) {
      super(token.getType());
      setStartIndex(token.getStartIndex());
      setStopIndex(token.getStopIndex());
      setTokenIndex(tokens.size());
      setLine(line);
    }

    /** Not stored, because few tokens are shown. */
    @Override
    public String getText() {
      return KeptTokens.this.text.slice(start, stop + 1).latin1();
    }
  }

  @Override
  protected int fetch(int count) {
    int added = 0;
    while (added < count && !fetchedEOF) {
      if (taken) {
        reader.consume();
      }
      tokens.add(new KeptToken(reader, line()));
      taken = true;
      fetchedEOF = reader.getType() == Token.EOF;
      added++;
    }
    return added;
  }

  /** Returns the line of the token at which the reader stands. */
  private int line() {
    boolean first = tokens.isEmpty();
    int line = first ? 1 : tokens.get(tokens.size() - 1).getLine();
    int counted = first ? 0 : tokens.get(tokens.size() - 1).getStartIndex();
    for (int i = counted; i < reader.getStartIndex(); i++) {
      line += text.get(i) == '\n' ? 1 : 0;
    }
    return line;
  }

  /** Reads the text from the next token on again, as names. */
  void readAsNames() {
    if (LA(1) != Token.EOF) {
      readAsNames(p, LT(1).getStartIndex());
    }
  }

  /**
   * Drops tokens, and reads the text from an offset on as names.
   *
   * @param index the first token to drop, and the index of the next token afterwards
   */
  void readAsNames(int index, int offset) {
    tokens.subList(index, tokens.size()).clear();
    p = index;
    fetchedEOF = false;
    reader.readAsNames(offset);
    taken = false;
    sync(p);
  }
}
