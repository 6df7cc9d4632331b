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
 * @param source the source
 */
record BlankLines(SourceText source, BitSet wanted) {

  static BlankLines of(SourceText source) {
    BitSet wanted = new BitSet();
    for (List<SourceStatement> siblings : source.siblings()) {
      for (int i = 1; i < siblings.size(); i++) {
        SourceStatement statement = siblings.get(i);
        if (statement.depth() > 0 && needsOne(source, statement)) {
          place(source, siblings.get(i - 1).end(), statement.first(), wanted);
        }
      }
    }
    return new BlankLines(source, wanted);
  }

  private static boolean needsOne(SourceText source, SourceStatement statement) {
    return switch (statement.kind()) {
      case NODE -> !source.isBelowMacro(statement.first());
      case PROPERTY ->
          source.piece(statement.first()).is("status")
              && statement.last() > statement.first()
              && (source.piece(statement.first() + 1).is("=")
                  || source.piece(statement.first() + 1).is(";"));
      case CLOSE, MACRO -> false;
    };
  }

  /** Places a blank line before the comments above a statement, if there is none between. */
  private static void place(SourceText source, int before, int first, BitSet wanted) {
    for (int i = before + 1; i <= first; i++) {
      if (source.feeds(i) > 1) {
        return;
      }
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
