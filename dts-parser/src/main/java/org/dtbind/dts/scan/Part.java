// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.scan;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a file consists of, in order. */
public sealed interface Part {

  /** Returns the offset of its first byte. */
  int start();

  /** Returns the offset behind its last byte. */
  int end();

  /**
   * Text without comments. Between two runs that follow each other stood a comment.
   *
   * @param start offset of its first byte
   * @param end offset behind its last byte
   * @param names for each identifier in it three numbers: start, end, symbol
   */
  @SuppressWarnings("ArrayRecordComponent") // confined to the preprocessor, never written to
  record Run(int start, int end, int[] names) implements Part {}

  /**
   * dtc's own {@code /include/ "name"}.
   *
   * @param start offset of its first byte
   * @param end offset behind its last byte
   * @param name the file, as written
   */
  record DtsInclude(int start, int end, String name) implements Part {}

  /**
   * In text that is preprocessed already, a line that says where the next one came from.
   *
   * @param start offset of the {@code #}
   * @param end offset behind its last byte
   * @param line the number of the next line, from 1
   */
  record LineMarker(int start, int end, int line, String file) implements Part {}

  /** The directives. */
  enum Kind {
    INCLUDE,
    /** {@code #include_next}: searched behind the folder in which the includer was found. */
    INCLUDE_NEXT,
    /** {@code #import}: included unless it was already. */
    IMPORT,
    DEFINE,
    UNDEF,
    IF,
    IFDEF,
    IFNDEF,
    ELIF,
    ELIFDEF,
    ELIFNDEF,
    ELSE,
    ENDIF,
    ERROR,
    WARNING,
    /** Says what {@code __LINE__} and {@code __FILE__} are from here on. */
    LINE,
    /** Of these only {@code #pragma once} means something. */
    PRAGMA,
    /**
     * Directives that mean nothing here: {@code #ident}, a lone {@code #}, and {@code # 1 "file"}
     * of text that is preprocessed already.
     */
    IGNORED;

    /** By their words; a line marker has none. */
    static final Map<String, Kind> NAMES =
        Map.ofEntries(
            Map.entry("include", Kind.INCLUDE),
            Map.entry("include_next", Kind.INCLUDE_NEXT),
            Map.entry("import", Kind.IMPORT),
            Map.entry("define", Kind.DEFINE),
            Map.entry("undef", Kind.UNDEF),
            Map.entry("if", Kind.IF),
            Map.entry("ifdef", Kind.IFDEF),
            Map.entry("ifndef", Kind.IFNDEF),
            Map.entry("elif", Kind.ELIF),
            Map.entry("elifdef", Kind.ELIFDEF),
            Map.entry("elifndef", Kind.ELIFNDEF),
            Map.entry("else", Kind.ELSE),
            Map.entry("endif", Kind.ENDIF),
            Map.entry("error", Kind.ERROR),
            Map.entry("warning", Kind.WARNING),
            Map.entry("line", Kind.LINE),
            Map.entry("pragma", Kind.PRAGMA),
            Map.entry("ident", Kind.IGNORED));
  }

  /**
   * A line that begins with {@code #} and a word the preprocessor knows.
   *
   * @param start offset of the {@code #}
   * @param end offset of the end of its line
   * @param tokens what stands behind its name
   * @param macro what a well-formed {@code #define} defines
   */
  record Directive(int start, int end, Kind kind, List<Token> tokens, Optional<Macro> macro)
      implements Part {
    public Directive {
      tokens = List.copyOf(tokens);
    }
  }

  /**
   * A comment that does not end.
   *
   * @param start offset of its first byte
   * @param end the end of the file
   */
  record OpenComment(int start, int end) implements Part {}
}
