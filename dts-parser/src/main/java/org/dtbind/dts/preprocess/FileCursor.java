// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.preprocess;

import java.util.List;
import java.util.function.Predicate;
import org.dtbind.dts.scan.FileScan;
import org.dtbind.dts.scan.Lexis;
import org.dtbind.dts.scan.Part;
import org.dtbind.dts.scan.Part.Run;
import org.dtbind.dts.scan.Symbols;
import org.dtbind.dts.scan.Token;

/**
 * The place in a file up to which it has been preprocessed. The tokens at that place may be the
 * arguments of a call, whose end may be several parts later.
 */
final class FileCursor implements Expander.Tail {

  private final byte[] text;
  private final List<Part> parts;
  private final Symbols symbols;
  private final Conditionals conditionals;
  private final Predicate<Part> between;
  private int part;
  private int offset;

  /**
   * Creates a cursor at the start of a file.
   *
   * @param between executes a part between the lines of a call; returns false if the call cannot
   *     continue after it
   */
  FileCursor(FileScan scan, Symbols symbols, Conditionals conditionals, Predicate<Part> between) {
    this.text = scan.text();
    this.parts = scan.parts();
    this.symbols = symbols;
    this.conditionals = conditionals;
    this.between = between;
    enter(0);
  }

  boolean atEnd() {
    return part == parts.size();
  }

  Part part() {
    return parts.get(part);
  }

  /** Returns the index of the part. */
  int index() {
    return part;
  }

  byte[] text() {
    return text;
  }

  int offset() {
    return offset;
  }

  /** Moves to an offset in the same part. */
  void moveTo(int to) {
    offset = to;
  }

  /** Moves to the start of the next part. */
  void nextPart() {
    enter(part + 1);
  }

  private void enter(int index) {
    part = index;
    offset = atEnd() ? text.length : part().start();
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

  private Token next(boolean passes) {
    boolean space = false;
    while (!atEnd()) {
      if (!(part() instanceof Run run)) {
        if (!passes || !between.test(part())) {
          break;
        }
      } else if (conditionals.live()) {
        while (offset < run.end() && (Lexis.isBlank(text[offset]) || text[offset] == '\n')) {
          offset++;
          space = true;
        }
        if (offset < run.end()) {
          Token token = Lexis.token(text, offset, run.end(), space, symbols);
          offset = token.end();
          return token;
        }
      }
      space = true;
      nextPart();
    }
    return Token.none();
  }
}
