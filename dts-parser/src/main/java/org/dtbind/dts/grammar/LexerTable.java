// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.grammar;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.dtbind.source.Bytes;

/**
 * The automaton of {@link DtsLexer} as one table, worked out when dtbind is built ({@link
 * LexerTableGenerator}). ANTLR's own lexer works the same automaton out again in every process, and
 * walks it object by object.
 *
 * <p>A state is the index of its row in {@code rows}, so that a step is one addition and one
 * look-up: a row holds the outcome, should the token end there, and behind it the next state for
 * each column. State 0 is that from which nothing can be accepted any more.
 *
 * @param columns for each byte its column, from 1: bytes that never make a difference share one
 * @param starts for each mode the state in which a token begins
 * @param rows the rows, one behind the other
 */
@SuppressWarnings("ArrayRecordComponent") // confined to this package, never written to
record LexerTable(byte[] columns, int[] starts, short[] rows) {

  private static final String RESOURCE = "DtsLexer.table";

  /** In an outcome: the token's type. */
  static final int TYPE = 0x7f;

  /** In an outcome: nothing comes of it, such as of white space. */
  static final int SKIP = 0x80;

  /** In an outcome, above this many bits: 1 + the mode that follows; 0 if it stays. */
  static final int MODE_SHIFT = 8;

  static LexerTable load() {
    ByteBuffer in = ByteBuffer.wrap(Bytes.ofResource(LexerTable.class, RESOURCE).toArray());
    byte[] columns = new byte[256];
    in.get(columns);
    int[] starts = new int[in.getInt()];
    for (int i = 0; i < starts.length; i++) {
      starts[i] = in.getInt();
    }
    // All at once: one by one they would take longer than to read a short source.
    short[] rows = new short[in.getInt()];
    in.asShortBuffer().get(rows);
    return new LexerTable(columns, starts, rows);
  }

  /** Writes the table in the form that is read. */
  void write(OutputStream target) throws IOException {
    DataOutputStream out = new DataOutputStream(target);
    out.write(columns);
    out.writeInt(starts.length);
    for (int start : starts) {
      out.writeInt(start);
    }
    out.writeInt(rows.length);
    for (short value : rows) {
      out.writeShort(value);
    }
    out.flush();
  }
}
