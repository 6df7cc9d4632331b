// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.format;

import java.util.regex.Pattern;
import org.dtbind.dts.scan.Lexis;

/**
 * A piece of a source that contains more than white space. Between two pieces, there is only white
 * space.
 *
 * @param start offset of the first byte
 * @param end offset after the last byte
 * @param text the text, one character for each byte; an empty text stands for a long piece whose
 *     text nobody compares with a word
 */
record Piece(PieceKind kind, int start, int end, String text) {

  private static final Pattern CAPITALS = Pattern.compile("[A-Z][A-Z0-9_]*");

  /** The kinds of pieces. */
  enum PieceKind {
    /** A name, a number, a reference to a path, or a keyword in slashes. */
    WORD,
    STRING,
    /** An operator or a bracket. */
    MARK,
    COMMENT,
    LINE_COMMENT,
    /** A directive of the preprocessor, with all of its lines. */
    DIRECTIVE
  }

  boolean is(String other) {
    return text.equals(other);
  }

  boolean isComment() {
    return kind == PieceKind.COMMENT || kind == PieceKind.LINE_COMMENT;
  }

  /** Whether it may be the name of a macro. */
  boolean isName() {
    return kind == PieceKind.WORD && Lexis.startsName(text.charAt(0));
  }

  /** Whether it is a name in capitals, as macros have. */
  boolean isCapitals() {
    return CAPITALS.matcher(text).matches();
  }

  /** Whether it is neither a comment nor a directive. */
  boolean isCode() {
    return kind == PieceKind.WORD || kind == PieceKind.STRING || kind == PieceKind.MARK;
  }
}
