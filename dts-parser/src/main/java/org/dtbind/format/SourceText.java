// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.format;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.dts.preprocess.PreprocessCode;
import org.dtbind.format.Piece.PieceKind;
import org.dtbind.format.SourceStatement.StatementKind;
import org.dtbind.source.Limit;
import org.dtbind.source.Origin;
import org.dtbind.source.SourceFile;

/**
 * A source as it is written: everything except white space is a piece. Immutable.
 *
 * @param text the bytes of the file
 * @param depths the number of nodes around each piece
 * @param statementOf the index of each piece's statement; -1 if it is outside of all
 * @param kept the pieces before which white space stays as it is; of the end, the number of pieces
 */
@SuppressWarnings("ArrayRecordComponent") // confined to this package, never written to
record SourceText(
    SourceFile file,
    byte[] text,
    List<Piece> pieces,
    List<SourceStatement> statements,
    int[] depths,
    int[] statementOf,
    BitSet kept) {

  /** The columns of a tab. */
  static final int TAB = 8;

  private static final Pattern HEXADECIMAL =
      Pattern.compile("(?<![A-Za-z0-9_])0[xX][0-9a-fA-F]+(?![A-Za-z0-9_])");

  /** Several bytes; what begins with a letter may be the name of a macro. */
  private static final Pattern BYTES = Pattern.compile("[0-9][0-9a-fA-F](?:[0-9a-fA-F]{2})+");

  /** Reads a file; fails if it is too large, or if braces, comments or strings are not closed. */
  static Diagnosed<SourceText> of(SourceFile file) {
    if (file.content().length() > Limit.FORMATTED_BYTES.most()) {
      Message message =
          Message.of(
              "the source has more than {limit} bytes, and is not formatted",
              Limit.FORMATTED_BYTES.most());
      Origin place = new Origin.Path(file.name());
      return Diagnosed.failed(
          List.of(Diagnostic.error(PreprocessCode.TEXT_TOO_LARGE, place, message)));
    }
    return new Structure(file).read();
  }

  /** Returns a part of the text, one character for each byte. */
  String slice(int from, int to) {
    return file.content().slice(from, to).latin1();
  }

  Piece piece(int index) {
    return pieces.get(index);
  }

  int size() {
    return pieces.size();
  }

  /**
   * Returns the statements by the node in whose content they are, without the ends of nodes. Those
   * of a node precede those of the nodes around it; the last ones are outside of all nodes.
   */
  List<List<SourceStatement>> siblings() {
    List<List<SourceStatement>> siblings = new ArrayList<>();
    List<List<SourceStatement>> open = new ArrayList<>(List.of(new ArrayList<>()));
    for (SourceStatement statement : statements) {
      while (open.size() > statement.depth() + 1) {
        siblings.add(open.remove(open.size() - 1));
      }
      if (statement.kind() == StatementKind.NODE) {
        open.get(open.size() - 1).add(statement);
        open.add(new ArrayList<>());
      } else if (statement.kind() != StatementKind.CLOSE) {
        open.get(open.size() - 1).add(statement);
      }
    }
    Collections.reverse(open);
    siblings.addAll(open);
    return siblings;
  }

  /** Whether a piece belongs to a statement of some kinds: comments may be between two. */
  boolean isIn(int piece, StatementKind... kinds) {
    return statementOf[piece] >= 0
        && List.of(kinds).contains(statements.get(statementOf[piece]).kind());
  }

  /** Whether a piece is the first one of a statement. */
  boolean begins(int piece) {
    return statementOf[piece] >= 0 && statements.get(statementOf[piece]).first() == piece;
  }

  /** Whether a piece is the last one of a statement of a kind. */
  boolean ends(int piece, StatementKind kind) {
    return isIn(piece, kind) && statements.get(statementOf[piece]).last() == piece;
  }

  /** Whether a macro is in the line above a piece: it may make a label, or a keyword of a node. */
  boolean isBelowMacro(int piece) {
    return piece > 0
        && feeds(piece) == 1
        && isIn(piece - 1, StatementKind.MACRO)
        && !pieces.get(statements.get(statementOf[piece - 1]).first()).is("/include/");
  }

  /** Returns the statement of a piece that is in one. */
  SourceStatement statement(int piece) {
    return statements.get(statementOf[piece]);
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
      boolean word = piece.kind() == PieceKind.WORD && !piece.text().startsWith("&");
      numbers.set(i, word && assigned && call == 0 && statementOf[i] >= 0 && !keeps(i));
    }
    return numbers;
  }

  /** Returns the words in square brackets: bytes, which may be written together. */
  BitSet bytes() {
    BitSet bytes = new BitSet();
    boolean inside = false;
    Brackets brackets = Brackets.NONE;
    for (int i = 0; i < pieces.size(); i++) {
      Piece piece = pieces.get(i);
      brackets = begins(i) ? Brackets.NONE : brackets.after(piece);
      inside =
          !begins(i)
              && !piece.is("]")
              && brackets.equals(Brackets.NONE)
              && (inside || piece.is("["));
      bytes.set(i, inside && !keeps(i) && BYTES.matcher(piece.text()).matches());
    }
    return bytes;
  }

  /** Returns the hexadecimal numbers in a word. */
  static Stream<MatchResult> hexadecimal(String word) {
    return HEXADECIMAL.matcher(word).results();
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

  /**
   * Whether a comment may be the rest of the line above, which ends a property: it is indented
   * further than the property and what follows, which is neither a node nor another comment.
   */
  boolean isWrapped(int comment) {
    int next = comment + 1;
    if (comment == 0
        || next == pieces.size()
        || !pieces.get(comment).isComment()
        || pieces.get(next).isComment()
        || feeds(comment) != 1) {
      return false;
    }
    int before = comment - 1;
    while (before > 0 && pieces.get(before).isComment() && feeds(before) == 0) {
      before--;
    }
    if (!ends(before, StatementKind.PROPERTY)) {
      return false;
    }
    int property = statements.get(statementOf[before]).first();
    return beginsLine(property)
        && indentation(comment) > indentation(property)
        && !isIn(next, StatementKind.NODE)
        && indentation(comment) > indentation(next);
  }

  /** Returns the columns of white space before a piece that begins a line. */
  int indentation(int piece) {
    int column = 0;
    for (int at = gapStart(piece); at < gapEnd(piece); at++) {
      column = behind(text[at], column);
    }
    return column;
  }

  /** Returns the column behind a byte in a column. */
  static int behind(int c, int column) {
    if (c == '\n') {
      return 0;
    }
    return c == '\t' ? (column / TAB + 1) * TAB : (c & 0xc0) == 0x80 ? column : column + 1;
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
