// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.grammar;

import java.util.Optional;
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

  /** Takes words where a value belongs, if they are to be taken for numbers. */
  @FunctionalInterface
  public interface Words {
    /**
     * Takes one.
     *
     * @param from offset of its first byte
     * @param to offset behind its last byte
     */
    void take(int from, int to);
  }

  private final byte[] text;
  private final int length;
  private final Optional<Words> words;
  private int mode;
  private int index = -1;
  private int type;
  private int start;
  private int end;
  private int previousEnd;

  /**
   * Creates a stream.
   *
   * @param text holds the source, and is not written to
   * @param length how many bytes of it count
   */
  public DtsTokens(byte[] text, int length) {
    this(text, length, Optional.empty());
  }

  /**
   * Creates a stream.
   *
   * @param text holds the source, and is not written to
   * @param length how many bytes of it count
   * @param words is told of words where a value belongs, which dtc's lexer makes numbers
   */
  public DtsTokens(byte[] text, int length, Optional<Words> words) {
    this.text = text;
    this.length = length;
    this.words = words;
    consume();
  }

  /** Finds the next token: the longest match, unless the text goes on as a longer one would. */
  @Override
  public void consume() {
    byte[] source = text;
    byte[] columns = TABLE.columns();
    short[] rows = TABLE.rows();
    int limit = length;
    int at = end;
    previousEnd = at;
    int outcome = LexerTable.SKIP;
    while ((outcome & LexerTable.SKIP) != 0 && at < limit) {
      start = at;
      int last = 0;
      int state = TABLE.starts()[mode];
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
      }
      mode = outcome >> LexerTable.MODE_SHIFT == 0 ? mode : (outcome >> LexerTable.MODE_SHIFT) - 1;
    }
    end = at;
    type = outcome & LexerTable.TYPE;
    if ((outcome & LexerTable.SKIP) != 0) {
      start = at;
      type = Token.EOF;
    }
    // Before the header, the first token, dtc knows no words.
    if (type == DtsLexer.WORD && index >= 0 && words.isPresent()) {
      words.get().take(start, end);
      type = DtsLexer.INTEGER;
    }
    index++;
  }

  /** {@return the offset behind the token before the next one} */
  public int previousEnd() {
    return previousEnd;
  }

  /**
   * Leaves out what stands before an offset: whole statements, behind one.
   *
   * @param offset not before the next token
   */
  public void skipTo(int offset) {
    end = offset;
    mode = DtsLexer.NAMES;
    consume();
  }

  /**
   * Moves the end behind the longest match where the text goes on as a longer token would, but does
   * not end as one; returns what comes of it.
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
