// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.format;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.dts.scan.Lexis;
import org.dtbind.dts.scan.Part;
import org.dtbind.format.Piece.Kind;

/** Divides the text of a file into {@linkplain Piece pieces}. One object reads one file. */
final class Pieces {

  private static final String[] OPERATORS = {"<<", ">>", "<=", ">=", "==", "!=", "&&", "||", "##"};

  private static final boolean[] IN_WORD = new boolean[256];

  static {
    for (int c = 0; c < IN_WORD.length; c++) {
      IN_WORD[c] = Lexis.inName(c) || c >= 0x80 || ",._+*#?@-".indexOf(c) >= 0;
    }
  }

  private final byte[] text;
  private final List<Piece> pieces = new ArrayList<>();

  private Pieces(byte[] text) {
    this.text = text;
  }

  /** Returns the pieces of a text; the last one extends to the end if it is not closed. */
  static List<Piece> of(byte[] text) {
    return new Pieces(text).read();
  }

  private List<Piece> read() {
    int at = 0;
    boolean lineStart = true;
    while (at < text.length) {
      int c = text[at] & 0xff;
      if (c == '\n' || Lexis.isBlank(c)) {
        lineStart |= c == '\n';
        at++;
        continue;
      }
      Kind kind = kind(at, c, lineStart);
      int end = end(kind, at);
      add(kind, at, end);
      // As in cpp, a directive may follow a comment on its line.
      lineStart &= kind == Kind.COMMENT;
      at = end;
    }
    return pieces;
  }

  private Kind kind(int at, int c, boolean lineStart) {
    int next = at + 1 < text.length ? text[at + 1] : 0;
    if (c == '/' && next == '*') {
      return Kind.COMMENT;
    }
    if (c == '/' && next == '/') {
      return Kind.LINE_COMMENT;
    }
    if (c == '#' && lineStart && isDirective(at)) {
      return Kind.DIRECTIVE;
    }
    if (c == '"' || c == '\'') {
      return Kind.STRING;
    }
    boolean word = IN_WORD[c] || c == '&' && next == '{' || c == '/' && keywordEnd(at) > 0;
    return word ? Kind.WORD : Kind.MARK;
  }

  private int end(Kind kind, int at) {
    return switch (kind) {
      case COMMENT -> commentEnd(at);
      case LINE_COMMENT -> trimmed(at, logicalLineEnd(at));
      case DIRECTIVE -> trimmed(at, directiveEnd(at));
      case STRING -> stringEnd(at);
      case WORD -> wordEnd(at);
      case MARK -> at + (operator(at) ? 2 : 1);
    };
  }

  private void add(Kind kind, int start, int end) {
    boolean compared = kind == Kind.WORD || kind == Kind.MARK;
    String word = compared ? slice(start, end) : "";
    pieces.add(new Piece(kind, start, end, word));
  }

  private String slice(int start, int end) {
    return new String(text, start, end - start, StandardCharsets.ISO_8859_1);
  }

  /** Whether the line is a directive, by the rules of the scanner. */
  private boolean isDirective(int hash) {
    int at = hash + 1;
    while (at < text.length && Lexis.isBlank(text[at])) {
      at++;
    }
    if (at == text.length || text[at] == '\n' || Lexis.isDigit(text[at])) {
      return true;
    }
    return directive(text, hash).isPresent();
  }

  /** Returns the kind of the directive at a {@code #}; empty if it has no known name. */
  static Optional<Part.Kind> directive(byte[] text, int hash) {
    int at = hash + 1;
    while (at < text.length && Lexis.isBlank(text[at])) {
      at++;
    }
    int end = Lexis.endOfName(text, at, text.length);
    return Part.Kind.named(new String(text, at, end - at, StandardCharsets.ISO_8859_1));
  }

  private int commentEnd(int from) {
    int end = Lexis.endOfComment(text, from, text.length);
    return end < 0 ? text.length : end;
  }

  /** Returns the end of the line, and of those that a backslash joins to it. */
  private int logicalLineEnd(int from) {
    int at = from;
    while (at < text.length && (text[at] != '\n' || isJoined(from, at))) {
      at++;
    }
    return at;
  }

  private boolean isJoined(int from, int feed) {
    int at = feed - 1;
    while (at > from && Lexis.isBlank(text[at])) {
      at--;
    }
    return at > from && text[at] == '\\';
  }

  private int directiveEnd(int from) {
    int at = from;
    while (at < text.length && (text[at] != '\n' || isJoined(from, at))) {
      if (text[at] == '/' && at + 1 < text.length && text[at + 1] == '*') {
        at = commentEnd(at);
      } else if (text[at] == '/' && at + 1 < text.length && text[at + 1] == '/') {
        return logicalLineEnd(at);
      } else if (text[at] == '"' || text[at] == '\'') {
        at = Lexis.endOfQuoted(text, at, text.length);
      } else {
        at++;
      }
    }
    return at;
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
      if (text[at] == '\n' && beginsDirective(at + 1)) {
        // As in cpp, where each string ends on its line.
        return trimmed(from, Lexis.endOfLine(text, from, text.length));
      }
      at += text[at] == '\\' && at + 1 < text.length ? 2 : 1;
    }
    return Math.min(at + 1, text.length);
  }

  private boolean beginsDirective(int line) {
    int at = line;
    while (at < text.length && Lexis.isBlank(text[at])) {
      at++;
    }
    return at < text.length && text[at] == '#' && directive(text, at).isPresent();
  }

  private int wordEnd(int from) {
    if (text[from] == '/') {
      return keywordEnd(from);
    }
    if (text[from] == '&') {
      return pathEnd(from);
    }
    int at = from;
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

  /** Returns the offset after a reference to a path; of the next line if it is not closed. */
  private int pathEnd(int from) {
    int at = from;
    while (at < text.length && text[at] != '}' && text[at] != '\n') {
      at++;
    }
    return at < text.length && text[at] == '}' ? at + 1 : at;
  }

  private boolean operator(int at) {
    for (String operator : OPERATORS) {
      if (text[at] == operator.charAt(0)
          && at + 1 < text.length
          && text[at + 1] == operator.charAt(1)) {
        return true;
      }
    }
    return false;
  }
}
