// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.scan;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A part of a file. */
public sealed interface Part {

  /** Returns the offset of the first byte. */
  int start();

  /** Returns the offset after the last byte. */
  int end();

  /**
   * Text without comments. A comment separates two consecutive runs.
   *
   * @param start offset of the first byte
   * @param end offset after the last byte
   * @param names three numbers for each identifier: start, end, symbol
   */
  @SuppressWarnings("ArrayRecordComponent") // confined to the preprocessor, never written to
  record Run(int start, int end, int[] names) implements Part {
    /** Whether the run contains only white space. */
    boolean isBlank(byte[] text) {
      for (int i = start; i < end; i++) {
        if (!Lexis.isBlank(text[i]) && text[i] != '\n') {
          return false;
        }
      }
      return true;
    }
  }

  /**
   * Well-formed {@code #define} directives with only white space and comments between them. Boards
   * include headers with thousands of these, and use few of the macros. So the symbols are in an
   * array, and the preprocessor loads a macro only where it is used.
   *
   * @param start offset of the first {@code #}
   * @param end offset of the end of the last line
   * @param macros the macros in the same order
   */
  @SuppressWarnings("ArrayRecordComponent") // confined to the preprocessor, never written to
  record Macros(int start, int end, int[] symbols, List<Macro> macros) implements Part {
    public Macros {
      macros = List.copyOf(macros);
    }

    static Macros of(List<Macro> macros) {
      int[] symbols = macros.stream().mapToInt(Macro::symbol).toArray();
      return new Macros(
          macros.get(0).start(), macros.get(macros.size() - 1).end(), symbols, macros);
    }
  }

  /**
   * dtc's {@code /include/ "name"}.
   *
   * @param start offset of the first byte
   * @param end offset after the last byte
   * @param name the text between the quotes
   */
  record DtsInclude(int start, int end, String name) implements Part {}

  /**
   * A line marker in text that is already preprocessed.
   *
   * @param start offset of the {@code #}
   * @param end offset after the last byte
   * @param line the number of the next line, from 1
   */
  record LineMarker(int start, int end, int line, String file) implements Part {}

  /** The kinds of directives. */
  enum DirectiveKind {
    INCLUDE,
    /**
     * {@code #include_next}: continues the search after the directory in which the current file was
     * found.
     */
    INCLUDE_NEXT,
    /** {@code #import}: includes a file that was not included before. */
    IMPORT,
    /** A malformed {@code #define}; others are {@link Macros}. */
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
    /** Changes the values of {@code __LINE__} and {@code __FILE__}. */
    LINE,
    /** Only {@code #pragma once} has an effect. */
    PRAGMA,
    /** Directives without effect: {@code #ident}, a single {@code #}, and line markers. */
    IGNORED;

    /** The kinds by name; line markers have no name. */
    static final Map<String, DirectiveKind> NAMES =
        Map.ofEntries(
            Map.entry("include", DirectiveKind.INCLUDE),
            Map.entry("include_next", DirectiveKind.INCLUDE_NEXT),
            Map.entry("import", DirectiveKind.IMPORT),
            Map.entry("define", DirectiveKind.DEFINE),
            Map.entry("undef", DirectiveKind.UNDEF),
            Map.entry("if", DirectiveKind.IF),
            Map.entry("ifdef", DirectiveKind.IFDEF),
            Map.entry("ifndef", DirectiveKind.IFNDEF),
            Map.entry("elif", DirectiveKind.ELIF),
            Map.entry("elifdef", DirectiveKind.ELIFDEF),
            Map.entry("elifndef", DirectiveKind.ELIFNDEF),
            Map.entry("else", DirectiveKind.ELSE),
            Map.entry("endif", DirectiveKind.ENDIF),
            Map.entry("error", DirectiveKind.ERROR),
            Map.entry("warning", DirectiveKind.WARNING),
            Map.entry("line", DirectiveKind.LINE),
            Map.entry("pragma", DirectiveKind.PRAGMA),
            Map.entry("ident", DirectiveKind.IGNORED));

    /** Returns whether the directive reads a file. */
    public boolean includes() {
      return this == INCLUDE || this == INCLUDE_NEXT || this == IMPORT;
    }

    /** Returns whether the directive begins a conditional. */
    public boolean opensConditional() {
      return this == IF || this == IFDEF || this == IFNDEF;
    }

    /** Returns whether the directive begins another part of a conditional. */
    public boolean isBranch() {
      return this == ELSE || this == ELIF || this == ELIFDEF || this == ELIFNDEF;
    }

    /** Returns the kind of directive with a name; empty if there is none. */
    public static Optional<DirectiveKind> named(String name) {
      return Optional.ofNullable(NAMES.get(name));
    }
  }

  /**
   * A line that begins with {@code #} and the name of a directive.
   *
   * @param start offset of the {@code #}
   * @param end offset of the end of the line
   */
  record Directive(int start, int end, DirectiveKind kind, List<Token> tokens) implements Part {
    public Directive {
      tokens = List.copyOf(tokens);
    }

    /**
     * Returns the file that {@code #include} names, in its quotes or angle brackets; an empty text
     * if the bracket is not closed; empty if macros name the file.
     */
    public Optional<String> target() {
      if (tokens.isEmpty()) {
        return Optional.empty();
      }
      Token first = tokens.get(0);
      if (!first.is('<')) {
        return first.kind() == Token.Kind.STRING
            ? Optional.of(Token.spelling(tokens.subList(0, 1)))
            : Optional.empty();
      }
      // A name in angle brackets is not tokens, as it may contain // or quotes: read its bytes.
      int from = first.end();
      byte[] text = first.array();
      int at = from;
      while (at < text.length && text[at] != '>' && text[at] != '\n') {
        at++;
      }
      boolean closed = at < text.length && text[at] == '>';
      return Optional.of(
          closed ? "<" + new String(text, from, at - from, StandardCharsets.ISO_8859_1) + ">" : "");
    }
  }

  /**
   * A comment that is not closed.
   *
   * @param start offset of the first byte
   */
  record OpenComment(int start, int end) implements Part {}
}
