// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.format;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dtbind.dts.scan.Lexis;
import org.dtbind.dts.scan.Part.DirectiveKind;
import org.dtbind.format.Piece.PieceKind;

/** Divides the text of a file into {@linkplain Piece pieces}. */
final class Pieces {

  private static final Set<String> OPERATORS =
      Set.of("<<", ">>", "<=", ">=", "==", "!=", "&&", "||", "##");

  private static final boolean[] IN_WORD = new boolean[256];

  static {
    for (int c = 0; c < IN_WORD.length; c++) {
      IN_WORD[c] = Lexis.inName(c) || c >= 0x80 || ",._+*#?@-".indexOf(c) >= 0;
    }
  }

  private final byte[] text;

  private Pieces(byte[] text) {
    this.text = text;
  }

  /** Returns the pieces of a text; the last one extends to the end if it is not closed. */
  static List<Piece> of(byte[] text) {
    return new Pieces(text).read();
  }

  private List<Piece> read() {
    List<Piece> pieces = new ArrayList<>();
    int at = 0;
    boolean lineStart = true;
    while (at < text.length) {
      int c = text[at] & 0xff;
      if (c == '\n' || Lexis.isBlank(c)) {
        lineStart |= c == '\n';
        at++;
        continue;
      }
      PieceKind kind = kind(at, c, lineStart);
      int end = end(kind, at);
      boolean compared = kind == PieceKind.WORD || kind == PieceKind.MARK;
      pieces.add(new Piece(kind, at, end, compared ? slice(at, end) : ""));
      // As in cpp, a directive may follow a comment on its line.
      lineStart &= kind == PieceKind.COMMENT;
      at = end;
    }
    return pieces;
  }

  private PieceKind kind(int at, int c, boolean lineStart) {
    if (startsWith(at, "/*")) {
      return PieceKind.COMMENT;
    }
    if (startsWith(at, "//")) {
      return PieceKind.LINE_COMMENT;
    }
    if (lineStart && directive(text, at).isPresent()) {
      return PieceKind.DIRECTIVE;
    }
    if (c == '"' || c == '\'') {
      return PieceKind.STRING;
    }
    boolean word = IN_WORD[c] || startsWith(at, "&{") || c == '/' && keywordEnd(at) > 0;
    return word ? PieceKind.WORD : PieceKind.MARK;
  }

  private int end(PieceKind kind, int at) {
    return switch (kind) {
      case COMMENT -> commentEnd(at);
      case LINE_COMMENT -> trimmed(at, logicalLineEnd(at));
      case DIRECTIVE -> trimmed(at, directiveEnd(at));
      case STRING -> stringEnd(at);
      case WORD -> wordEnd(at);
      case MARK -> {
        int two = Math.min(at + 2, text.length);
        yield OPERATORS.contains(slice(at, two)) ? two : at + 1;
      }
    };
  }

  private String slice(int start, int end) {
    return new String(text, start, end - start, StandardCharsets.ISO_8859_1);
  }

  private boolean startsWith(int at, String two) {
    return at + 1 < text.length && text[at] == two.charAt(0) && text[at + 1] == two.charAt(1);
  }

  /** Returns the kind of the directive that begins with a {@code #}; empty if there is none. */
  static Optional<DirectiveKind> directive(byte[] text, int hash) {
    if (text[hash] != '#') {
      return Optional.empty();
    }
    int at = afterBlanks(text, hash + 1);
    if (at == text.length || text[at] == '\n' || Lexis.isDigit(text[at])) {
      return Optional.of(DirectiveKind.IGNORED);
    }
    int end = Lexis.endOfName(text, at, text.length);
    return DirectiveKind.named(new String(text, at, end - at, StandardCharsets.ISO_8859_1));
  }

  private static int afterBlanks(byte[] text, int from) {
    int at = from;
    while (at < text.length && Lexis.isBlank(text[at])) {
      at++;
    }
    return at;
  }

  private int commentEnd(int from) {
    int end = Lexis.endOfComment(text, from, text.length);
    return end < 0 ? text.length : end;
  }

  /** Returns the end of the line, and of those that a backslash joins to it. */
  private int logicalLineEnd(int from) {
    int at = Lexis.endOfLine(text, from, text.length);
    while (at < text.length && text[trimmed(from, at) - 1] == '\\') {
      at = Lexis.endOfLine(text, at + 1, text.length);
    }
    return at;
  }

  private int directiveEnd(int from) {
    int end = logicalLineEnd(from);
    int at = from;
    while (at < end) {
      if (startsWith(at, "/*")) {
        at = commentEnd(at);
        end = at > end ? logicalLineEnd(at) : end;
      } else if (startsWith(at, "//")) {
        return end;
      } else if (text[at] == '"' || text[at] == '\'') {
        at = Lexis.endOfQuoted(text, at, text.length);
      } else {
        at++;
      }
    }
    return end;
  }

  private int trimmed(int from, int end) {
    int at = end;
    while (at > from && Lexis.isBlank(text[at - 1])) {
      at--;
    }
    return at;
  }

  /** Returns the end of a string, which may have several lines, or of a character constant. */
  private int stringEnd(int from) {
    if (text[from] == '\'') {
      return trimmed(from, Lexis.endOfQuoted(text, from, text.length));
    }
    int at = from + 1;
    while (at < text.length && text[at] != '"') {
      int line = text[at] == '\n' ? afterBlanks(text, at + 1) : text.length;
      if (line < text.length && directive(text, line).isPresent()) {
        // As in cpp, where each string ends on its line.
        return trimmed(from, Lexis.endOfLine(text, from, text.length));
      }
      at += text[at] == '\\' && at + 1 < text.length ? 2 : 1;
    }
    return Math.min(at + 1, text.length);
  }

  private int wordEnd(int from) {
    if (text[from] == '/') {
      return keywordEnd(from);
    }
    int at = from;
    if (text[from] == '&') {
      // A reference to a path; it ends with its line if it is not closed.
      while (at < text.length && text[at] != '}' && text[at] != '\n') {
        at++;
      }
      return at < text.length && text[at] == '}' ? at + 1 : at;
    }
    while (at < text.length && IN_WORD[text[at] & 0xff]) {
      at++;
    }
    return at;
  }

  /** Returns the offset after a word in slashes, such as {@code /bits/}; 0 if there is none. */
  private int keywordEnd(int from) {
    int at = from + 1;
    while (at < text.length && (Lexis.inName(text[at]) || text[at] == '-')) {
      at++;
    }
    boolean known =
        at > from + 1 && at < text.length && text[at] == '/' && !Lexis.isDigit(text[from + 1]);
    return known ? at + 1 : 0;
  }
}
