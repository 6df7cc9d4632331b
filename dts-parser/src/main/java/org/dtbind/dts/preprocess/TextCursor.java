// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.preprocess;

import org.dtbind.dts.scan.FileScan;
import org.dtbind.dts.scan.Lexis;
import org.dtbind.dts.scan.Part;
import org.dtbind.dts.scan.Part.Directive;
import org.dtbind.dts.scan.Part.Run;
import org.dtbind.dts.scan.Symbols;
import org.dtbind.dts.scan.Token;

/** Reads a file's text token by token behind a macro's name, for the arguments of a call. */
final class TextCursor implements Expander.Tail {

  /** What stands between the lines of a call whose arguments go over several. */
  interface Between {
    /** Returns whether text counts here. */
    boolean live();

    /** Carries out a directive that stands among the arguments, as cpp does. */
    void directive(Directive directive);
  }

  private final FileScan scan;
  private final Symbols symbols;
  private final Between between;
  private int part;
  private int offset;

  /** Creates a cursor at an offset in the run that is part {@code part}. */
  TextCursor(FileScan scan, Symbols symbols, Between between, int part, int offset) {
    this.scan = scan;
    this.symbols = symbols;
    this.between = between;
    this.part = part;
    this.offset = offset;
  }

  /** Returns the index of the part that it stands in. */
  int part() {
    return part;
  }

  /** Returns the offset that it stands at. */
  int offset() {
    return offset;
  }

  /** Returns whether it stands in text, not behind a directive that it carried out. */
  boolean inRun() {
    return scan.parts().get(part) instanceof Run;
  }

  /** Looks no further than a directive: one before the parenthesis ends what may be a call. */
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

  /** Goes to the next part if a call may go on there. */
  private boolean enter(boolean directives) {
    if (part + 1 == scan.parts().size()) {
      return false;
    }
    Part next = scan.parts().get(part + 1);
    if (next instanceof Directive directive && directives) {
      between.directive(directive);
    } else if (!(next instanceof Run) && between.live()) {
      return false;
    }
    part++;
    offset = next instanceof Run ? next.start() : next.end();
    return true;
  }
}
