// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.scan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dtbind.dts.scan.Part.Directive;
import org.dtbind.dts.scan.Part.DirectiveKind;
import org.dtbind.dts.scan.Part.DtsInclude;
import org.dtbind.dts.scan.Part.Macros;
import org.dtbind.dts.scan.Part.OpenComment;
import org.dtbind.dts.scan.Part.Run;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;
import org.dtbind.source.SliceIndex;
import org.dtbind.source.SourceFile;

/**
 * Splits a file into {@linkplain Part parts}. One object scans one file.
 *
 * <p>As in cpp's assembler mode, a line that begins with {@code #} and an unknown word, such as
 * {@code #address-cells = <1>}, is text, and quotes may lack the closing one.
 */
public final class Scanner {

  private static final String DTS_INCLUDE = "/include/";

  private final SourceFile file;
  private final JoinedText joined;
  private byte[] text;
  private final boolean directives;
  private final Symbols symbols;
  private final List<Part> parts = new ArrayList<>();

  /** The identifiers of this file, which map to symbols without the locks of {@link Symbols}. */
  private final SliceIndex identifiers = new SliceIndex(64);

  private int[] symbolOf = new int[64];
  private int[] names = new int[96];
  private int nameCount;
  private int runStart;

  private final OpenString open;

  private Scanner(SourceFile file, boolean directives, Symbols symbols) {
    this.file = file;
    this.joined = JoinedText.of(file.content(), directives);
    this.text = joined.text();
    this.directives = directives;
    this.symbols = symbols;
    this.open = new OpenString(text);
  }

  /**
   * Scans a file.
   *
   * @param directives whether to recognize {@code #} directives and macros; false for files from
   *     {@code /include/}, which dtc reads after the preprocessor has run
   */
  public static FileScan scan(SourceFile file, boolean directives, Symbols symbols) {
    return new Scanner(file, directives, symbols).scan();
  }

  private FileScan scan() {
    int i = 0;
    boolean lineStart = true;
    while (i < text.length) {
      int c = text[i];
      if (c == '\n') {
        lineStart = true;
        i++;
      } else if (Lexis.isBlank(c)) {
        i = open.isOpen() ? blanks(i, lineStart) : i + 1;
      } else if (c == '/' && i + 1 < text.length && (text[i + 1] == '*' || text[i + 1] == '/')) {
        i = comment(i);
      } else if (c == '#' && lineStart && directives) {
        int end = directive(i);
        lineStart = false;
        i = end < 0 ? i + 1 : end;
      } else if (c == '#' && !directives && (i == 0 || text[i - 1] == '\n')) {
        lineStart = false;
        i = lineMarker(i);
      } else {
        lineStart = false;
        i = text(i, c);
      }
    }
    closeRun(text.length);
    return FileScan.of(file, joined.with(text), merged());
  }

  /**
   * Merges definitions with only white space between them, unless the white space may be within a
   * string.
   */
  private List<Part> merged() {
    if (open.wasOpen()) {
      return parts;
    }
    List<Part> merged = new ArrayList<>(parts.size());
    List<Macro> macros = new ArrayList<>();
    List<Part> blanks = new ArrayList<>();
    for (Part part : parts) {
      boolean blank = part instanceof Run run && run.isBlank(text);
      if (part instanceof Macros defined) {
        macros.addAll(defined.macros());
        blanks.clear();
      } else if (blank && !macros.isEmpty()) {
        blanks.add(part);
      } else {
        flush(macros, blanks, merged);
        merged.add(part);
      }
    }
    flush(macros, blanks, merged);
    return merged;
  }

  private static void flush(List<Macro> macros, List<Part> blanks, List<Part> merged) {
    if (!macros.isEmpty()) {
      merged.add(Macros.of(macros));
      merged.addAll(blanks);
      macros.clear();
      blanks.clear();
    }
  }

  private int lineMarker(int from) {
    Optional<Part.LineMarker> marker = LineMarkers.at(text, from);
    if (marker.isEmpty()) {
      return from + 1;
    }
    closeRun(from);
    parts.add(marker.get());
    runStart = marker.get().end();
    return runStart;
  }

  private int text(int from, int c) {
    if (Lexis.startsName(c)) {
      int end = Lexis.endOfName(text, from, text.length);
      if (directives) {
        addName(from, end);
      }
      return end;
    }
    if (Lexis.isDigit(c)) {
      return Lexis.endOfNumber(text, from, text.length);
    }
    if (c == '"' || c == '\'') {
      return quoted(from, c);
    }
    if (c == '/' && Lexis.startsWith(text, from, text.length, DTS_INCLUDE)) {
      return dtsInclude(from);
    }
    return from + 1;
  }

  private int quoted(int from, int quote) {
    if (directives) {
      int end = Lexis.endOfQuoted(text, from, text.length);
      open.pass(from, end);
      return end;
    }
    int i = from + 1;
    while (i < text.length && text[i] != quote) {
      i += text[i] == '\\' ? 2 : 1;
    }
    return Math.min(i + 1, text.length);
  }

  /**
   * Handles white space between tokens within a string of several lines, as {@link OpenString}
   * describes.
   */
  private int blanks(int from, boolean lineStart) {
    int end = open.endOfBlanks(from);
    if (open.isLast(end) || !lineStart && !open.isBlank(from, end)) {
      closeRun(from);
      runStart = end;
    } else if (lineStart) {
      text = open.indent(from, end);
    }
    return end;
  }

  private void addName(int from, int end) {
    if (nameCount + 3 > names.length) {
      names = Arrays.copyOf(names, names.length * 2);
    }
    names[nameCount++] = from;
    names[nameCount++] = end;
    names[nameCount++] = symbol(from, end);
  }

  private int symbol(int from, int end) {
    int known = identifiers.size();
    int number = identifiers.number(text, from, end);
    if (number == known) {
      if (number == symbolOf.length) {
        symbolOf = Arrays.copyOf(symbolOf, number * 2);
      }
      symbolOf[number] = symbols.number(text, from, end);
    }
    return symbolOf[number];
  }

  private void closeRun(int end) {
    if (end > runStart) {
      parts.add(new Run(runStart, end, Arrays.copyOf(names, nameCount)));
    }
    nameCount = 0;
  }

  private int comment(int from) {
    closeRun(from);
    int end;
    if (text[from + 1] == '/') {
      end = Lexis.endOfLine(text, from, text.length);
    } else {
      end = Lexis.endOfComment(text, from, text.length);
      if (end < 0) {
        end = text.length;
        parts.add(new OpenComment(from, end));
      }
    }
    runStart = end;
    return end;
  }

  private int dtsInclude(int from) {
    int i = skipSpace(from + DTS_INCLUDE.length());
    if (i >= text.length || text[i] != '"') {
      return from + 1;
    }
    int end = Lexis.endOfQuoted(text, i, text.length);
    if (end - i < 2 || text[end - 1] != '"') {
      return from + 1;
    }
    closeRun(from);
    String name = FileName.text(Bytes.wrap(text).slice(i + 1, end - 1));
    parts.add(new DtsInclude(from, end, name));
    runStart = end;
    return end;
  }

  /** Returns the offset of the end of the directive; -1 if the line is text. */
  private int directive(int hash) {
    int i = skipBlanks(hash + 1);
    int end = i < text.length ? Lexis.endOfName(text, i, text.length) : i;
    boolean comment = Lexis.startsWith(text, i, text.length, "//");
    if (i >= text.length || text[i] == '\n' || comment) {
      return addDirective(hash, i, DirectiveKind.IGNORED);
    }
    if (Lexis.isDigit(text[i])) {
      return isLineMarker(i) ? addDirective(hash, i, DirectiveKind.IGNORED) : -1;
    }
    DirectiveKind kind = DirectiveKind.NAMES.get(Bytes.wrap(text).slice(i, end).latin1());
    if (kind == null) {
      return -1;
    }
    return addDirective(hash, end, kind);
  }

  /** Whether {@code 12 "file"} follows, as in preprocessed text. */
  private boolean isLineMarker(int from) {
    int i = skipBlanks(Lexis.endOfNumber(text, from, text.length));
    return i < text.length && text[i] == '"';
  }

  private int addDirective(int hash, int from, DirectiveKind kind) {
    closeRun(hash);
    int end = from;
    while (end < text.length && text[end] != '\n') {
      if (text[end] == '"' || text[end] == '\'') {
        end = Lexis.endOfQuoted(text, end, text.length);
      } else if (Lexis.startsWith(text, end, text.length, "//")) {
        end = Lexis.endOfLine(text, end, text.length);
      } else if (Lexis.startsWith(text, end, text.length, "/*")) {
        int close = Lexis.endOfComment(text, end, text.length);
        if (close < 0) {
          parts.add(new OpenComment(end, text.length));
          close = text.length;
        }
        end = close;
      } else {
        end++;
      }
    }
    List<Token> tokens = Lexis.tokens(text, from, end, symbols);
    parts.add(part(hash, end, kind, tokens));
    runStart = end;
    return end;
  }

  /** Reads a definition if it is well-formed; otherwise, executing it reports the problem. */
  private Part part(int hash, int end, DirectiveKind kind, List<Token> tokens) {
    if (kind == DirectiveKind.DEFINE) {
      try {
        return Macros.of(List.of(new Definitions(symbols, hash, end).read(tokens)));
      } catch (Malformed e) {
        // falls through
      }
    }
    return new Directive(hash, end, kind, tokens);
  }

  /** Skips white space, newlines and comments of both kinds. */
  private int skipSpace(int from) {
    int i = skipBlanks(from);
    while (i < text.length) {
      if (text[i] == '\n') {
        i = skipBlanks(i + 1);
      } else if (Lexis.startsWith(text, i, text.length, "//")) {
        i = Lexis.endOfLine(text, i, text.length);
      } else {
        break;
      }
    }
    return i;
  }

  private int skipBlanks(int from) {
    int i = from;
    while (i < text.length) {
      if (Lexis.isBlank(text[i])) {
        i++;
      } else if (Lexis.startsWith(text, i, text.length, "/*")) {
        int end = Lexis.endOfComment(text, i, text.length);
        i = end < 0 ? text.length : end;
      } else {
        break;
      }
    }
    return i;
  }
}
