// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.grammar;

import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.RuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenSource;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.misc.Interval;

/**
 * The tokens of a source, found by {@link LexerTable} as the parser goes. They are those of {@link
 * DtsLexer}, but there is only ever one: the next, which is this object itself. That is all that
 * the grammar needs to accept a source; to say what is wrong with one, ANTLR's own streams are
 * used.
 */
public final class DtsTokens implements TokenStream, Token {

  private static final LexerTable TABLE = LexerTable.load();

  private final byte[] text;
  private final int limit;
  private int mode;
  private int index = -1;
  private int type;
  private int start;
  private int end;

  /**
   * Creates a stream.
   *
   * @param text holds the source, and is not written to
   * @param length how many bytes of it count
   */
  public DtsTokens(byte[] text, int length) {
    this.text = text;
    this.limit = length;
    consume();
  }

  @Override
  public void consume() {
    LexerTable table = TABLE;
    int outcome;
    do {
      start = end;
      if (start == limit) {
        type = Token.EOF;
        break;
      }
      outcome = match(table);
      type = outcome & LexerTable.TYPE;
      mode = outcome >> LexerTable.MODE_SHIFT == 0 ? mode : (outcome >> LexerTable.MODE_SHIFT) - 1;
    } while ((outcome & LexerTable.SKIP) != 0);
    index++;
  }

  /** Moves the end behind the longest match, and returns what comes of it. */
  private int match(LexerTable table) {
    byte[] source = text;
    byte[] columns = table.columns();
    short[] rows = table.rows();
    int state = table.starts()[mode];
    int last = state;
    int at = start;
    while (state != 0 && at < limit) {
      last = state;
      state = rows[state + columns[source[at++] & 0xff]];
    }
    if (state == 0) {
      at--;
    } else {
      last = state;
    }
    int outcome = rows[last];
    if (outcome == 0) {
      return shorterMatch(table);
    }
    end = at;
    return outcome;
  }

  /** The same where the text goes on as a longer token would, but does not end as one. */
  private int shorterMatch(LexerTable table) {
    byte[] source = text;
    byte[] columns = table.columns();
    short[] rows = table.rows();
    int state = table.starts()[mode];
    int outcome = 0;
    int matched = start;
    for (int at = start; at < limit; ) {
      state = rows[state + columns[source[at++] & 0xff]];
      if (state == 0) {
        break;
      }
      int here = rows[state];
      if (here != 0) {
        outcome = here;
        matched = at;
      }
    }
    // Every mode has a rule for any byte.
    end = matched;
    return outcome;
  }

  @Override
  public int LA(int offset) {
    if (offset != 1) {
      throw beyond();
    }
    return type;
  }

  @Override
  public Token LT(int offset) {
    // ANTLR asks for the last token to note where a rule ends, which nobody reads.
    if (offset != 1 && offset != -1) {
      throw beyond();
    }
    return this;
  }

  @Override
  public int getType() {
    return type;
  }

  @Override
  public int getStartIndex() {
    return start;
  }

  @Override
  public int getStopIndex() {
    return end - 1;
  }

  @Override
  public int getTokenIndex() {
    return index;
  }

  @Override
  public int index() {
    return index;
  }

  @Override
  public int mark() {
    return -1;
  }

  @Override
  public void release(int marker) {}

  @Override
  public String getSourceName() {
    return "";
  }

  @Override
  public int getChannel() {
    return Token.DEFAULT_CHANNEL;
  }

  @Override
  public void seek(int to) {
    throw beyond();
  }

  @Override
  public int size() {
    throw beyond();
  }

  @Override
  public Token get(int at) {
    throw beyond();
  }

  @Override
  public TokenSource getTokenSource() {
    throw beyond();
  }

  @Override
  public CharStream getInputStream() {
    throw beyond();
  }

  @Override
  public int getLine() {
    throw beyond();
  }

  @Override
  public int getCharPositionInLine() {
    throw beyond();
  }

  @Override
  public String getText() {
    throw beyond();
  }

  @Override
  public String getText(Interval interval) {
    throw beyond();
  }

  @Override
  public String getText(RuleContext context) {
    throw beyond();
  }

  @Override
  public String getText(Token first, Token last) {
    throw beyond();
  }

  private static UnsupportedOperationException beyond() {
    return new UnsupportedOperationException("only the next token is known");
  }
}
