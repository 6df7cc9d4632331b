// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * The further lines of a property, which move together, so that rows and columns stay.
 *
 * @param rows the column of the rows; without rows, that of the property or its value
 * @param list whether the first line ends with a bracket or {@code =}: the rows are below it
 * @param settled whether there are rows that may not change: others follow them
 * @param tabs whether there are columns that are made of tabs
 */
record FurtherLines(Moved property, Moved rows, boolean list, boolean settled, boolean tabs) {

  private static final Set<String> OPENING = Set.of("<", "[", "(", "=");
  private static final Set<String> CLOSING = Set.of(">", "]", ")", ";");

  /** A column before and after all changes. */
  record Moved(int former, int now) {}

  /**
   * Reads the further lines of a property.
   *
   * @param start the column of the property
   * @param value the column of the first value, if it begins in the first line
   * @param strict whether all rows begin below the first value
   * @param lines tells by the number of a line, from 1, whether it may change
   */
  static FurtherLines of(
      SourceText source,
      SourceStatement property,
      Moved start,
      Optional<Moved> value,
      boolean strict,
      IntPredicate lines) {
    List<Integer> rows = new ArrayList<>();
    List<Integer> settled = new ArrayList<>();
    Piece end = source.piece(property.first());
    Brackets brackets = Brackets.NONE;
    int begin = property.first();
    boolean first = true;
    boolean tabs = false;
    for (int i = begin + 1; i <= property.last(); i++) {
      Piece piece = source.piece(i);
      if (source.feeds(i) > 0) {
        begin = source.keepsGap(i) || brackets.round() > 0 ? 0 : i;
        first = false;
      } else if (!first) {
        tabs |= source.slice(source.gapStart(i), source.gapEnd(i)).indexOf('\t') >= 0;
      }
      if (piece.isCode()) {
        if (!first && begin > 0 && !closes(piece)) {
          boolean changes = lines.test(source.file().line(piece.start()));
          (changes ? rows : settled).add(source.indentation(begin));
        }
        begin = 0;
        end = first ? piece : end;
        brackets = brackets.after(piece);
      } else if (source.isLong(i)) {
        begin = 0;
      }
    }
    boolean list = OPENING.contains(end.text());
    int least = start.former() + (list ? SourceText.TAB : 1);
    OptionalInt former = leftmost(settled.isEmpty() ? rows : settled, least);
    Moved moved = strict ? value.orElse(start) : start;
    if (former.isPresent()) {
      int base = former.getAsInt();
      int now = strict ? value.orElse(start).now() : column(base, start, value, list);
      moved = new Moved(base, settled.isEmpty() ? now : base);
    }
    return new FurtherLines(start, moved, list, !settled.isEmpty(), tabs);
  }

  /** Returns the leftmost column of the rows that are as far to the right as they should be. */
  private static OptionalInt leftmost(List<Integer> rows, int least) {
    OptionalInt column = rows.stream().mapToInt(row -> row).filter(row -> row >= least).min();
    return column.isPresent() ? column : rows.stream().mapToInt(row -> row).min();
  }

  /** Returns the column to which rows move from another column. */
  private static int column(int former, Moved start, Optional<Moved> value, boolean list) {
    int offset = former - start.former();
    if (!list && value.filter(first -> first.former() == former || offset <= 0).isPresent()) {
      return value.get().now();
    }
    boolean stays = offset >= (list ? SourceText.TAB : 1);
    return start.now() + (stays ? offset : SourceText.TAB);
  }

  private static boolean closes(Piece piece) {
    return CLOSING.contains(piece.text());
  }

  /**
   * Returns the column in which a line begins.
   *
   * @param former that before all changes
   * @param first the first piece of code in the line
   * @param changes whether the line may change
   */
  int line(int former, Piece first, boolean changes) {
    if (closes(first) && (former != rows.former() || former <= property.former())) {
      return Math.max(former, property.former()) + property.now() - property.former();
    }
    boolean left = list ? former < rows.former() : former <= property.former();
    boolean strays = settled && changes && former >= rows.former() + SourceText.TAB;
    return left || strays ? rows.now() : inner(former);
  }

  /** Returns the column in which a line begins that belongs to the row above it. */
  int inner(int former) {
    Moved like = former >= Math.min(rows.former(), property.former() + 1) ? rows : property;
    return Math.max(0, former - like.former() + like.now());
  }

  /** Returns by how much the columns of all rows move. */
  int columnShift() {
    int shift = rows.now() - rows.former();
    int rest = Math.floorMod(shift, SourceText.TAB);
    return tabs && rest > 0 ? shift + SourceText.TAB - rest : shift;
  }
}
