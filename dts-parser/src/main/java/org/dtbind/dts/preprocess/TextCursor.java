// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.preprocess;

import java.util.List;
import org.dtbind.dts.preprocess.Part.Run;

/** Reads a file's text token by token behind a macro's name, for the arguments of a call. */
final class TextCursor implements Expander.Tail {

  private final FileScan scan;
  private final Symbols symbols;
  private int part;
  private int offset;

  /** Creates a cursor at an offset in the run that is part {@code part}. */
  TextCursor(FileScan scan, Symbols symbols, int part, int offset) {
    this.scan = scan;
    this.symbols = symbols;
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

  @Override
  public Token peek() {
    int oldPart = part;
    int oldOffset = offset;
    Token token = take();
    part = oldPart;
    offset = oldOffset;
    return token;
  }

  @Override
  public Token take() {
    List<Part> parts = scan.parts();
    byte[] text = scan.text();
    boolean space = false;
    while (parts.get(part) instanceof Run run) {
      while (offset < run.end() && (Lexis.isBlank(text[offset]) || text[offset] == '\n')) {
        offset++;
        space = true;
      }
      if (offset < run.end()) {
        Token token = Lexis.token(text, offset, run.end(), space, symbols);
        offset = token.end();
        return token;
      }
      if (part + 1 == parts.size() || !(parts.get(part + 1) instanceof Run next)) {
        break;
      }
      part++;
      offset = next.start();
      space = true;
    }
    return Token.none();
  }
}
