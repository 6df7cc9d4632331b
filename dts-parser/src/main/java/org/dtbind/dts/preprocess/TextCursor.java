// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.preprocess;

import org.dtbind.dts.scan.FileScan;
import org.dtbind.dts.scan.Lexis;
import org.dtbind.dts.scan.Part;
import org.dtbind.dts.scan.Part.Directive;
import org.dtbind.dts.scan.Part.Macros;
import org.dtbind.dts.scan.Part.Run;
import org.dtbind.dts.scan.Symbols;
import org.dtbind.dts.scan.Token;

/** Reads the tokens after a macro's name in a file, for the arguments of a call. */
final class TextCursor implements Expander.Tail {

  /** Handles directives between the lines of a call. */
  interface Between {
    /** Whether the current text belongs to the output. */
    boolean live();

    void define(Macros defined);

    void directive(Directive directive);
  }

  private final FileScan scan;
  private final Symbols symbols;
  private final Between between;
  private int part;
  private int offset;

  /** Creates a cursor at an offset in a run. */
  TextCursor(FileScan scan, Symbols symbols, Between between, int part, int offset) {
    this.scan = scan;
    this.symbols = symbols;
    this.between = between;
    this.part = part;
    this.offset = offset;
  }

  /** Returns the index of the current part. */
  int part() {
    return part;
  }

  int offset() {
    return offset;
  }

  /** Whether the cursor is in text, not after a directive that it executed. */
  boolean inRun() {
    return scan.parts().get(part) instanceof Run;
  }

  /**
   * Stops at a directive: a directive between the name and the opening parenthesis means that the
   * name is not called.
   */
  @Override
  public Token peek() {
    int oldPart = part;
    int oldOffset = offset;
    Token token = next(false);
    part = oldPart;
    offset = oldOffset;
    return token;
  }

  @Override
  public Token take() {
    return next(true);
  }

  private Token next(boolean directives) {
    byte[] text = scan.text();
    boolean space = false;
    do {
      int limit = scan.parts().get(part) instanceof Run run && between.live() ? run.end() : offset;
      while (offset < limit && (Lexis.isBlank(text[offset]) || text[offset] == '\n')) {
        offset++;
        space = true;
      }
      if (offset < limit) {
        Token token = Lexis.token(text, offset, limit, space, symbols);
        offset = token.end();
        return token;
      }
      space = true;
    } while (enter(directives));
    return Token.none();
  }

  /** Moves to the next part. Returns false if a call cannot continue there. */
  private boolean enter(boolean directives) {
    if (part + 1 == scan.parts().size()) {
      return false;
    }
    Part next = scan.parts().get(part + 1);
    if (next instanceof Directive directive && directives) {
      between.directive(directive);
    } else if (next instanceof Macros defined && directives) {
      between.define(defined);
    } else if (!(next instanceof Run) && between.live()) {
      return false;
    }
    part++;
    offset = next instanceof Run ? next.start() : next.end();
    return true;
  }
}
