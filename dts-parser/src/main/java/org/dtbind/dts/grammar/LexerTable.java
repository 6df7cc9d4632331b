// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.grammar;

import java.nio.ByteBuffer;
import org.dtbind.source.Bytes;

/**
 * The automaton of {@link DtsLexer} as one table, which is a resource; the tests generate it from
 * the grammar and compare it. ANTLR's lexer instead computes the automaton again in every process,
 * and follows one object per byte.
 *
 * <p>A state is the index of its row in {@code rows}, so that a step takes one addition and one
 * look-up. A row consists of the outcome if the token ends in the state, and of the next state for
 * each column. State 0 accepts nothing.
 *
 * @param columns the column of each byte, from 1; bytes that never make a difference have one
 *     column
 * @param starts the start state of each mode
 * @param rows the rows, one after another
 */
@SuppressWarnings("ArrayRecordComponent") // confined to this package, never written to
record LexerTable(byte[] columns, int[] starts, short[] rows) {

  private static final String RESOURCE = "DtsLexer.table";

  /** Bits of an outcome: the type of the token. */
  static final int TYPE = 0x7f;

  /** Bit of an outcome: the match is dropped, as white space is. */
  static final int SKIP = 0x80;

  /** Position in an outcome of 1 + the next mode; 0 if the mode does not change. */
  static final int MODE_SHIFT = 8;

  static LexerTable load() {
    ByteBuffer in = ByteBuffer.wrap(Bytes.ofResource(LexerTable.class, RESOURCE).toArray());
    byte[] columns = new byte[256];
    in.get(columns);
    int[] starts = new int[in.getInt()];
    for (int i = 0; i < starts.length; i++) {
      starts[i] = in.getInt();
    }
    // A bulk read. One read per element takes longer than to parse a short source.
    short[] rows = new short[in.getInt()];
    in.asShortBuffer().get(rows);
    return new LexerTable(columns, starts, rows);
  }
}
