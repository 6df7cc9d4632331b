// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.format;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dtbind.diag.Diagnosed;
import org.dtbind.source.SourceFile;

/** A source as it is written: everything except white space is a piece. Immutable. */
final class SourceText {

  private static final Pattern HEXADECIMAL =
      Pattern.compile("(?<![A-Za-z0-9_])0[xX][0-9a-fA-F]+(?![A-Za-z0-9_])");

  private final SourceFile file;
  private final byte[] text;
  private final List<Piece> pieces;
  private final List<Statement> statements;

  /** By piece: the index of its statement; -1 if it is outside of all. */
  private final int[] statementOf;

  /** By piece: the number of nodes around it. */
  private final int[] depths;

  private final BitSet kept;

  SourceText(
      SourceFile file,
      byte[] text,
      List<Piece> pieces,
      List<Statement> statements,
      int[] depths,
      BitSet kept) {
    this.file = file;
    this.text = text;
    this.pieces = List.copyOf(pieces);
    this.statements = List.copyOf(statements);
    this.depths = depths;
    this.kept = kept;
    this.statementOf = new int[pieces.size()];
    Arrays.fill(statementOf, -1);
    int from = 0;
    for (int i = 0; i < statements.size(); i++) {
      // Statements that share their beginning are the parts of a conditional.
      Statement statement = statements.get(i);
      Arrays.fill(statementOf, Math.max(from, statement.first()), statement.last() + 1, i);
      from = statement.last() + 1;
    }
  }

  /** Reads a file; fails if braces, comments or strings are not closed. */
  static Diagnosed<SourceText> of(SourceFile file) {
    return new Structure(file).read();
  }

  SourceFile file() {
    return file;
  }

  byte[] text() {
    return text;
  }

  List<Piece> pieces() {
    return pieces;
  }

  Piece piece(int index) {
    return pieces.get(index);
  }

  int size() {
    return pieces.size();
  }

  List<Statement> statements() {
    return statements;
  }

  /** Whether a piece belongs to a statement: comments and directives may be between two. */
  boolean inStatement(int piece) {
    return statementOf[piece] >= 0;
  }

  Statement statementOf(int piece) {
    return statements.get(statementOf[piece]);
  }

  /** Whether a piece is the first one of a statement. */
  boolean begins(int piece) {
    return inStatement(piece) && statementOf(piece).first() == piece;
  }

  /** Whether a macro is in the line above a piece: it may make a label, or a keyword of a node. */
  boolean isBelowMacro(int piece) {
    return piece > 0
        && inStatement(piece - 1)
        && statementOf(piece - 1).kind() == Statement.Kind.MACRO
        && !pieces.get(statementOf(piece - 1).first()).is("/include/")
        && feeds(piece) == 1;
  }

  int depth(int piece) {
    return depths[piece];
  }

  /** Whether the white space before a piece stays as it is. */
  boolean keepsGap(int piece) {
    return kept.get(piece);
  }

  /** Whether a piece is in a part that stays as it is. */
  boolean keeps(int piece) {
    return kept.get(piece) && kept.get(piece + 1);
  }

  /**
   * Returns the words in which the case of hexadecimal digits means nothing: those in the value of
   * a property, except in references to paths, and in arguments of macros, which may make names of
   * them.
   */
  BitSet numbers() {
    BitSet numbers = new BitSet();
    boolean assigned = false;
    int call = 0;
    for (int i = 0; i < pieces.size(); i++) {
      Piece piece = pieces.get(i);
      if (begins(i)) {
        assigned = false;
        call = 0;
      }
      assigned |= piece.is("=");
      boolean calls = call > 0 || i > 0 && pieces.get(i - 1).isName();
      call += piece.is("(") && calls ? 1 : piece.is(")") && call > 0 ? -1 : 0;
      boolean word = piece.kind() == Piece.Kind.WORD && !piece.text().startsWith("&");
      numbers.set(i, word && assigned && call == 0 && inStatement(i) && !keeps(i));
    }
    return numbers;
  }

  /** Returns the hexadecimal numbers in a word. */
  static Stream<MatchResult> hexadecimal(String word) {
    return word.contains("0x") || word.contains("0X")
        ? HEXADECIMAL.matcher(word).results()
        : Stream.empty();
  }

  /** Returns the offset at which the white space before a piece begins; after the last, too. */
  int gapStart(int piece) {
    return piece == 0 ? 0 : pieces.get(piece - 1).end();
  }

  /** Returns the offset at which the white space before a piece ends. */
  int gapEnd(int piece) {
    return piece == pieces.size() ? text.length : pieces.get(piece).start();
  }

  /** Returns the number of line feeds before a piece. */
  int feeds(int piece) {
    return feeds(gapStart(piece), gapEnd(piece));
  }

  private int feeds(int from, int to) {
    int feeds = 0;
    for (int at = from; at < to; at++) {
      feeds += text[at] == '\n' ? 1 : 0;
    }
    return feeds;
  }

  /** Whether a piece is the first one in its line. */
  boolean beginsLine(int piece) {
    return piece == 0 || feeds(piece) > 0;
  }

  /** Whether a piece has several lines. */
  boolean isLong(int piece) {
    return feeds(pieces.get(piece).start(), pieces.get(piece).end()) > 0;
  }
}
