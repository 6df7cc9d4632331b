// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.format;

import java.util.BitSet;
import java.util.List;
import org.dtbind.format.SourceStatement.StatementKind;

/**
 * Where blank lines must be, and where they must not be.
 *
 * @param wanted the pieces before which a blank line is missing
 */
record BlankLines(SourceText source, BitSet wanted) {

  /**
   * Finds where blank lines are missing.
   *
   * @param strict whether one must precede {@code status} and each child node; otherwise, child
   *     nodes may follow each other directly if all in their parent do
   */
  static BlankLines of(SourceText source, boolean strict) {
    BitSet wanted = new BitSet();
    for (List<SourceStatement> siblings : source.siblings()) {
      boolean compact = !strict && isCompact(source, siblings);
      for (int i = 1; i < siblings.size(); i++) {
        SourceStatement statement = siblings.get(i);
        boolean macro = siblings.get(i - 1).kind() == StatementKind.MACRO;
        boolean stays = !strict && macro || compact && areNodes(siblings, i);
        if (statement.depth() > 0 && !stays && needsOne(source, statement, strict)) {
          place(source, siblings.get(i - 1).end(), statement.first(), wanted);
        }
      }
    }
    return new BlankLines(source, wanted);
  }

  private static boolean areNodes(List<SourceStatement> siblings, int second) {
    return siblings.get(second - 1).kind() == StatementKind.NODE
        && siblings.get(second).kind() == StatementKind.NODE;
  }

  /** Whether nodes follow each other, and nowhere with a blank line between them. */
  private static boolean isCompact(SourceText source, List<SourceStatement> siblings) {
    for (int i = 1; i < siblings.size(); i++) {
      int before = siblings.get(i - 1).end();
      if (areNodes(siblings, i) && hasBlankLine(source, before, siblings.get(i).first())) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasBlankLine(SourceText source, int before, int first) {
    for (int i = before + 1; i <= first; i++) {
      if (source.feeds(i) > 1) {
        return true;
      }
    }
    return false;
  }

  private static boolean needsOne(SourceText source, SourceStatement statement, boolean strict) {
    return switch (statement.kind()) {
      case NODE -> !source.isBelowMacro(statement.first());
      case PROPERTY ->
          strict
              && source.piece(statement.first()).is("status")
              && statement.last() > statement.first()
              && (source.piece(statement.first() + 1).is("=")
                  || source.piece(statement.first() + 1).is(";"));
      case CLOSE, MACRO -> false;
    };
  }

  /** Places a blank line before the comments above a statement, if there is none between. */
  private static void place(SourceText source, int before, int first, BitSet wanted) {
    if (hasBlankLine(source, before, first)) {
      return;
    }
    int at = first;
    while (at - 1 > before
        && source.piece(at - 1).isComment()
        && source.feeds(at - 1) > 0
        && !source.isWrapped(at - 1)) {
      at--;
    }
    wanted.set(at);
  }

  boolean wanted(int piece) {
    return wanted.get(piece);
  }

  /** Whether no blank line may precede a piece: it begins or ends the content of a node. */
  boolean unwanted(int piece) {
    if (source.piece(piece).is("}") && source.begins(piece)) {
      return true;
    }
    int before = piece - 1;
    while (before >= 0
        && source.piece(before).isComment()
        && !source.isLong(before)
        && source.feeds(before) == 0) {
      before--;
    }
    return before >= 0 && source.ends(before, StatementKind.NODE);
  }
}
