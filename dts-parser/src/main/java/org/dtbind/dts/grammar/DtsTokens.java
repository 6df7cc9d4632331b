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
 * The token stream of a source, read with {@link LexerTable} while the parser runs. The tokens are
 * those of {@link DtsLexer}, but only the next token exists, and this object represents it. The
 * grammar needs no more to accept a source; to explain a syntax error, dtbind parses again, with a
 * stream that keeps the tokens.
 */
public final class DtsTokens implements TokenStream, Token {

  private static final LexerTable TABLE = LexerTable.load();

  private final byte[] text;
  private final int length;
  private int mode;
  private int index = -1;
  private int type;
  private int start;
  private int end;

  /** The end of a word between brackets that is being cut into bytes. */
  private int wordEnd;

  /** The start of the first comment that is not closed, so that no later one is closed either. */
  private int openComment = Integer.MAX_VALUE;

  /**
   * Creates a stream.
   *
   * @param text contains the source, and is not changed
   * @param length number of bytes of {@code text} to read
   */
  public DtsTokens(byte[] text, int length) {
    this.text = text;
    this.length = length;
    consume();
  }

  /**
   * Finds the next token, which is the longest match. A faster loop handles the usual case, in
   * which the longest match ends where the automaton stops.
   */
  @Override
  public void consume() {
    byte[] source = text;
    byte[] columns = TABLE.columns();
    short[] rows = TABLE.rows();
    int limit = length;
    int at = end;
    if (at < wordEnd) {
      cut();
      return;
    }
    int outcome = LexerTable.SKIP;
    while ((outcome & LexerTable.SKIP) != 0 && at < length) {
      start = at;
      int last = 0;
      int state = TABLE.starts()[mode];
      limit = at >= openComment && beginsComment(at) ? at + 1 : length;
      while (state != 0 && at < limit) {
        last = state;
        state = rows[state + columns[source[at++] & 0xff]];
      }
      if (state == 0) {
        at--;
      } else {
        last = state;
      }
      outcome = rows[last];
      if (outcome == 0) {
        outcome = shorterMatch();
        at = end;
        openComment = beginsComment(start) ? Math.min(openComment, start) : openComment;
      }
      mode = outcome >> LexerTable.MODE_SHIFT == 0 ? mode : (outcome >> LexerTable.MODE_SHIFT) - 1;
    }
    end = at;
    take(outcome);
  }

  /** Takes the token from {@code start} to {@code end}. */
  private void take(int outcome) {
    type = outcome & LexerTable.TYPE;
    if ((outcome & LexerTable.SKIP) != 0) {
      start = end;
      type = Token.EOF;
    }
    if (type == DtsLexer.WORD && mode == DtsLexer.BYTES) {
      wordEnd = end;
      end = start;
      cut();
      return;
    }
    index++;
  }

  /** Takes the next byte, or the next character that is not part of one, from a word. */
  private void cut() {
    start = end;
    boolean two = start + 1 < wordEnd && isHex(text[start]) && isHex(text[start + 1]);
    end += two ? 2 : 1;
    type = two ? DtsLexer.BYTE : DtsLexer.STRAY;
    index++;
  }

  private static boolean isHex(int c) {
    return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
  }

  private boolean beginsComment(int offset) {
    return offset + 1 < length && text[offset] == '/' && text[offset + 1] == '*';
  }

  /**
   * Reads text, which may have been read before, as names.
   *
   * @param offset the first byte of the next token, or white space or a comment before it
   */
  public void readAsNames(int offset) {
    end = offset;
    wordEnd = offset;
    mode = DtsLexer.NAMES;
    consume();
  }

  /**
   * Finds the longest match if the automaton stopped in a state that accepts no token. Sets {@code
   * end} and returns the outcome.
   */
  private int shorterMatch() {
    byte[] source = text;
    byte[] columns = TABLE.columns();
    short[] rows = TABLE.rows();
    int state = TABLE.starts()[mode];
    int outcome = 0;
    int matched = start;
    for (int at = start; at < length; ) {
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
    // The result is never 0, because each mode has a rule for any byte.
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
    // ANTLR asks for the last token to record where a rule ends. No code reads that, so any token
    // will do.
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
