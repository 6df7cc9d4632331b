// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.format;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.dtbind.format.Piece.PieceKind;
import org.dtbind.format.SourceStatement.StatementKind;

/** The white space between the parts of a statement that are in one line. */
final class Spacing {

  private static final Optional<String> NONE = Optional.of("");
  private static final Optional<String> BLANK = Optional.of(" ");

  private final SourceText source;

  /** What follows white space between bytes. */
  private final BitSet inBytes = new BitSet();

  Spacing(SourceText source) {
    this.source = source;
    Brackets brackets = Brackets.NONE;
    boolean inside = false;
    for (int i = 0; i < source.size(); i++) {
      Piece piece = source.piece(i);
      brackets = source.begins(i) ? Brackets.NONE : brackets.after(piece);
      inside &= !source.begins(i);
      inBytes.set(i, inside);
      inside = brackets.equals(Brackets.NONE) && !piece.is("]") && (inside || piece.is("["));
    }
  }

  boolean isInBytes(int piece) {
    return inBytes.get(piece);
  }

  /**
   * Returns the white space that belongs before a piece of a statement; empty if it stays.
   *
   * @param assigned whether the {@code =} of the property precedes the piece
   * @param brackets those that are open before the piece
   */
  Optional<String> wanted(int i, boolean assigned, Brackets brackets) {
    Piece before = source.piece(i - 1);
    Piece piece = source.piece(i);
    if (brackets.round() != 0
        || brackets.angle() != 0
        || source.statementOf()[i] < 0
        || source.begins(i)
        || source.statement(i).kind() == StatementKind.MACRO
        || !before.isCode()
        || !piece.isCode()) {
      return Optional.empty();
    }
    String gap = source.slice(source.gapStart(i), source.gapEnd(i));
    return inBytes.get(i) ? betweenBytes(i, gap) : betweenParts(i, gap, assigned);
  }

  /** Many maintained sources have a blank inside of the brackets, and as many have none. */
  private Optional<String> betweenBytes(int i, String gap) {
    return isWide(gap) && !isContinued(i) ? BLANK : Optional.empty();
  }

  private Optional<String> betweenParts(int i, String gap, boolean assigned) {
    Piece before = source.piece(i - 1);
    Piece piece = source.piece(i);
    if (piece.is(";") || piece.is(":") && !assigned) {
      return NONE;
    }
    if (piece.is(",")) {
      // Behind a word, it would become a part of it.
      return before.kind() == PieceKind.WORD ? Optional.empty() : NONE;
    }
    if (piece.is("{")) {
      return BLANK;
    }
    if (piece.is("=") && !assigned || before.is("=") || before.is(":") && !assigned) {
      boolean stays = isWide(gap) && (before.is("=") && isAboveRows(i) || isColumn(i));
      return stays ? Optional.empty() : BLANK;
    }
    boolean separated = gap.isEmpty() || isWide(gap) && !isContinued(i);
    return before.is(",") && separated ? BLANK : Optional.empty();
  }

  /** Whether the property of a piece has several lines, which may have columns. */
  private boolean isContinued(int i) {
    SourceStatement property = source.statement(i);
    return source.file().line(source.piece(property.last()).start()) > line(property);
  }

  /** Whether rows begin below a value, or next to it, as in a column of signed numbers. */
  private boolean isAboveRows(int value) {
    SourceStatement property = source.statement(value);
    if (value != property.first() + 2 || !source.beginsLine(property.first())) {
      return false;
    }
    int column = source.indentation(property.first()) + column(property, 2);
    return isAboveRow(value, column)
        || isAboveRow(value, column - 1)
        || isAboveRow(value, column + 1);
  }

  /** Whether the next line belongs to the same property, and begins in a column. */
  boolean isAboveRow(int piece, int column) {
    int last = source.statement(piece).last();
    int next = piece + 1;
    while (next <= last && source.feeds(next) == 0) {
      next++;
    }
    return next <= last && !source.keepsGap(next) && source.indentation(next) == column;
  }

  /**
   * Whether white space next to a {@code =} or the colon of a label ends in the same column as that
   * in the line above or below.
   */
  private boolean isColumn(int i) {
    SourceStatement one = source.statement(i);
    int offset = i - one.first();
    return offset <= 2 && isSplit(one) && (isColumn(i, offset, -1) || isColumn(i, offset, 1));
  }

  private boolean isColumn(int i, int offset, int step) {
    SourceStatement one = source.statement(i);
    int neighbor = source.statementOf()[i] + step;
    List<SourceStatement> all = source.statements();
    while (neighbor >= 0
        && neighbor < all.size()
        && !source.beginsLine(all.get(neighbor).first())) {
      neighbor += step;
    }
    if (neighbor < 0 || neighbor == all.size()) {
      return false;
    }
    SourceStatement other = all.get(neighbor);
    // What precedes the column must stay, so that a second run sees the same.
    return isSplit(other)
        && source.piece(one.first() + 1).is(source.piece(other.first() + 1).text())
        && one.depth() == other.depth()
        && Math.abs(line(one) - line(other)) == 1
        && column(one, offset) == column(other, offset)
        && (offset == 1 || precedesColumn(one) && precedesColumn(other));
  }

  /** Whether a statement begins a line with its name and {@code =}, or a label and its colon. */
  private boolean isSplit(SourceStatement statement) {
    int mark = statement.first() + 1;
    return source.beginsLine(statement.first())
        && statement.last() > mark
        && isSeparated(mark + 1)
        && (source.piece(mark).is("=") ? isSeparated(mark) : source.piece(mark).is(":"));
  }

  /**
   * Whether a statement or a closing brace belongs to a node that is in one line as a whole, and
   * has one property at most.
   */
  boolean isInShortNode(int i) {
    int at = source.statementOf()[i];
    List<SourceStatement> all = source.statements();
    int last = all.get(at).kind() == StatementKind.CLOSE ? at : at + 1;
    boolean property = last > 0 && all.get(last - 1).kind() == StatementKind.PROPERTY;
    int first = property ? last - 2 : last - 1;
    if (first < 0
        || last == all.size()
        || all.get(at).kind() == StatementKind.NODE
        || all.get(last).kind() != StatementKind.CLOSE) {
      return false;
    }
    SourceStatement node = all.get(first);
    return node.kind() == StatementKind.NODE
        && line(node) == source.file().line(source.piece(all.get(last).last()).start());
  }

  private boolean isSeparated(int i) {
    return source.gapStart(i) < source.gapEnd(i) && source.feeds(i) == 0 && !source.keepsGap(i);
  }

  private boolean precedesColumn(SourceStatement statement) {
    int mark = statement.first() + 1;
    String gap = source.slice(source.gapStart(mark), source.gapEnd(mark));
    return source.piece(mark).is(":") ? gap.isEmpty() : !isWide(gap) || isColumn(mark);
  }

  private int line(SourceStatement statement) {
    return source.file().line(source.piece(statement.first()).start());
  }

  /** Returns the column of a piece, counted from the beginning of the statement. */
  private int column(SourceStatement statement, int offset) {
    int indentation = source.indentation(statement.first());
    int column = indentation;
    int end = source.piece(statement.first() + offset).start();
    for (int at = source.piece(statement.first()).start(); at < end; at++) {
      column = SourceText.behind(source.text()[at], column);
    }
    return column - indentation;
  }

  /** Whether white space is more than one blank, so that it may make a column. */
  static boolean isWide(String gap) {
    return gap.length() > 1 || gap.equals("\t");
  }

  /** Returns the column behind white space. */
  static int width(String gap, int column) {
    int behind = column;
    for (int i = 0; i < gap.length(); i++) {
      behind = SourceText.behind(gap.charAt(i), behind);
    }
    return behind;
  }

  /** Returns white space between two columns, with tabs if other white space has them. */
  static String between(int from, int to, String like) {
    if (like.indexOf('\t') < 0) {
      return " ".repeat(to - from);
    }
    int tabs = to / SourceText.TAB - from / SourceText.TAB;
    int rest = tabs > 0 ? to % SourceText.TAB : to - from;
    return "\t".repeat(tabs) + " ".repeat(rest);
  }
}
