// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.grammar;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.atn.LexerATNSimulator;
import org.antlr.v4.runtime.atn.LexerAction;
import org.antlr.v4.runtime.atn.LexerModeAction;
import org.antlr.v4.runtime.atn.LexerSkipAction;
import org.antlr.v4.runtime.atn.LexerTypeAction;
import org.antlr.v4.runtime.atn.PredictionContextCache;
import org.antlr.v4.runtime.dfa.DFA;
import org.antlr.v4.runtime.dfa.DFAState;

/**
 * Generates {@link LexerTable} from the grammar. ANTLR's simulator of the lexer computes the steps
 * that an input needs; this class asks it for each step from each state.
 */
final class LexerTableGenerator extends LexerATNSimulator {

  private static final int BYTES = 256;
  private static final CharStream NO_INPUT = CharStreams.fromString("");

  private final DtsLexer lexer;

  /** The start states of the modes, then the states that can be reached from them. */
  private final List<DFAState> states = new ArrayList<>();

  private final Map<DFAState, Integer> numbers = new HashMap<>();

  /** By state and byte: the number of the next state, -1 for none. */
  private final List<int[]> rows = new ArrayList<>();

  private LexerTableGenerator(DtsLexer lexer) {
    super(lexer, lexer.getATN(), automata(lexer), new PredictionContextCache());
    this.lexer = lexer;
  }

  /** Returns new automata: those in the lexer's class are shared by the whole process. */
  private static DFA[] automata(DtsLexer lexer) {
    int modes = lexer.getATN().modeToStartState.size();
    DFA[] automata = new DFA[modes];
    for (int i = 0; i < modes; i++) {
      automata[i] = new DFA(lexer.getATN().modeToStartState.get(i), i);
    }
    return automata;
  }

  /** Returns the generated table in the format that {@link LexerTable#load} reads. */
  static byte[] bytes() throws IOException {
    LexerTable table = new LexerTableGenerator(new DtsLexer(NO_INPUT)).table();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(table.columns());
    out.writeInt(table.starts().length);
    for (int start : table.starts()) {
      out.writeInt(start);
    }
    out.writeInt(table.rows().length);
    for (short cell : table.rows()) {
      out.writeShort(cell);
    }
    return bytes.toByteArray();
  }

  private LexerTable table() {
    int modes = atn.modeToStartState.size();
    for (int i = 0; i < modes; i++) {
      mode = i;
      number(addDFAState(computeStartState(NO_INPUT, atn.modeToStartState.get(i))));
    }
    for (int i = 0; i < states.size(); i++) {
      rows.add(row(states.get(i)));
    }
    byte[] columns = new byte[BYTES];
    int width = 1 + classify(columns);
    int size = (states.size() + 1) * width;
    if (size > Short.MAX_VALUE) {
      throw new IllegalStateException("the lexer's automaton has grown: " + size + " steps");
    }
    short[] table = new short[size];
    for (int state = 0; state < states.size(); state++) {
      int from = (state + 1) * width;
      table[from] = outcome(states.get(state));
      for (int c = 0; c < BYTES; c++) {
        table[from + columns[c]] = (short) ((rows.get(state)[c] + 1) * width);
      }
    }
    int[] starts = new int[modes];
    for (int i = 0; i < modes; i++) {
      starts[i] = (i + 1) * width;
    }
    return new LexerTable(columns, starts, table);
  }

  private int number(DFAState state) {
    Integer known = numbers.putIfAbsent(state, states.size());
    if (known == null) {
      states.add(state);
      return states.size() - 1;
    }
    return known;
  }

  private int[] row(DFAState state) {
    int[] row = new int[BYTES];
    for (int c = 0; c < BYTES; c++) {
      DFAState target = computeTargetState(NO_INPUT, state, c);
      row[c] = target.stateNumber == ERROR.stateNumber ? -1 : number(target);
    }
    return row;
  }

  /**
   * Assigns the bytes to columns, from 1: bytes with equal next states in all rows get one column.
   * Returns the last column.
   */
  private int classify(byte[] columns) {
    Map<List<Integer>, Integer> known = new HashMap<>();
    for (int c = 0; c < BYTES; c++) {
      int column = c;
      List<Integer> targets = rows.stream().map(row -> row[column]).toList();
      known.putIfAbsent(targets, known.size() + 1);
      columns[c] = known.get(targets).byteValue();
    }
    return known.size();
  }

  private short outcome(DFAState state) {
    if (!state.isAcceptState) {
      return 0;
    }
    int type = state.prediction;
    int flags = 0;
    if (state.lexerActionExecutor != null) {
      for (LexerAction action : state.lexerActionExecutor.getLexerActions()) {
        if (action instanceof LexerTypeAction typed) {
          type = typed.getType();
        } else if (action instanceof LexerSkipAction) {
          flags |= LexerTable.SKIP;
        } else if (action instanceof LexerModeAction moded) {
          flags |= (moded.getMode() + 1) << LexerTable.MODE_SHIFT;
        } else {
          throw new IllegalStateException("the table has no place for " + action);
        }
      }
    }
    if (type > LexerTable.TYPE) {
      throw new IllegalStateException(
          "too many tokens: " + lexer.getVocabulary().getSymbolicName(type));
    }
    return (short) (type | flags);
  }
}
