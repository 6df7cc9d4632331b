// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.preprocess;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.dts.preprocess.Part.Directive;
import org.dtbind.dts.preprocess.Part.DtsInclude;
import org.dtbind.dts.preprocess.Part.OpenComment;
import org.dtbind.dts.preprocess.Part.Run;
import org.dtbind.dts.preprocess.TextBuilder.Use;
import org.dtbind.source.Bytes;
import org.dtbind.source.Origin;
import org.dtbind.source.SourceFile;

/** One source and its includes put together. One object serves one source. */
final class Replay {

  private final SourceCache cache;
  private final Symbols symbols;
  private final Limits limits;
  private final TextBuilder text = new TextBuilder();
  private final MacroTable macros = new MacroTable();
  private final List<Diagnostic> problems = new ArrayList<>();
  private final Conditionals conditionals = new Conditionals();
  private final Expander expander;
  private final IncludeSearch search;
  private final Directives directives;
  private final int lineSymbol;
  private final int fileSymbol;
  private int depth;
  private boolean full;

  /** The place that is being read, for what is found wrong and for {@code __LINE__}. */
  private int use;

  private int from;
  private int to;

  Replay(SourceCache cache, List<String> includePath, Limits limits) {
    this.cache = cache;
    this.symbols = cache.symbols();
    this.limits = limits;
    this.search = new IncludeSearch(cache, includePath);
    this.expander =
        new Expander(
            macros,
            symbols,
            this::dynamic,
            message -> error(PreprocessCode.MACRO_ARGUMENTS, message),
            limits.expansionTokens());
    this.directives = new Directives(macros, symbols, conditionals, expander, this);
    this.lineSymbol = symbols.number("__LINE__");
    this.fileSymbol = symbols.number("__FILE__");
  }

  Diagnosed<PreprocessedText> preprocess(String path, List<String> defines) {
    define("__LINE__");
    define("__FILE__");
    define("__ASSEMBLER__");
    define("__STDC__");
    define("__STDC_HOSTED__");
    define("__DTS__");
    defines.forEach(this::define);
    return run(path, true);
  }

  Diagnosed<PreprocessedText> read(String path) {
    return run(path, false);
  }

  private void define(String definition) {
    String line = definition.contains("=") ? definition.replaceFirst("=", " ") : definition + " 1";
    Bytes bytes = Bytes.latin1(line);
    SourceFile commandLine = new SourceFile("<command-line>", bytes);
    Origin.Source place = Origin.Source.of(commandLine, 0, bytes.length());
    List<Token> tokens = Lexis.tokens(bytes.toArray(), 0, bytes.length(), symbols);
    try {
      macros.define(new Definitions(symbols).read(tokens, place));
    } catch (Malformed e) {
      problems.add(
          Diagnostic.error(PreprocessCode.BAD_DIRECTIVE, place, e.why())
              .help("-D takes NAME or NAME=VALUE"));
    }
  }

  private Diagnosed<PreprocessedText> run(String path, boolean directive) {
    SourceCache.Entry entry = cache.file(path, directive);
    if (entry instanceof SourceCache.Entry.Scanned scanned) {
      FileScan scan = scanned.scan();
      replay(scan, text.addUse(new Use(scan.file(), -1, 0, 0)));
      return Diagnosed.of(text.build(), problems);
    }
    boolean missing = entry instanceof SourceCache.Entry.Missing;
    String reason = entry instanceof SourceCache.Entry.Unreadable e ? e.reason() : "";
    PreprocessCode code =
        missing ? PreprocessCode.INCLUDE_NOT_FOUND : PreprocessCode.FILE_NOT_READABLE;
    String message = missing ? "no such file" : "cannot be read: " + reason;
    problems.add(Diagnostic.error(code, new Origin.Unknown(path), message));
    return Diagnosed.failed(problems);
  }

  private void replay(FileScan scan, int reading) {
    int outerUse = use;
    int outerFrom = from;
    int outerTo = to;
    int outerConditionals = conditionals.depth();
    List<Part> parts = scan.parts();
    TextCursor after = new TextCursor(scan, symbols, 0, 0);
    for (int i = 0; i < parts.size() && !full; i++) {
      Part part = parts.get(i);
      at(reading, part.start(), part.end());
      if (part instanceof Run run) {
        if (conditionals.live()) {
          after = run(scan, i, Math.max(run.start(), after.part() == i ? after.offset() : 0));
          // A call whose arguments end in a later run goes on there, in its middle.
          i = after.part() > i ? after.part() - 1 : i;
        }
      } else if (part instanceof Directive directive) {
        directives.run(directive, outerConditionals);
      } else if (conditionals.live() && part instanceof DtsInclude include) {
        include(include.name(), true, false);
      } else if (part instanceof OpenComment) {
        at(reading, part.start(), part.start() + 2);
        error(PreprocessCode.UNTERMINATED_COMMENT, "this comment has no end");
      }
    }
    while (conditionals.depth() > outerConditionals && !full) {
      Origin.Source opened = conditionals.close().orElseThrow();
      problems.add(
          Diagnostic.error(PreprocessCode.UNTERMINATED_CONDITIONAL, opened, "this has no #endif"));
    }
    at(outerUse, outerFrom, outerTo);
  }

  private void at(int reading, int start, int end) {
    use = reading;
    from = start;
    to = end;
  }

  /** Copies a run, macros expanded; returns where to go on, which may be in a later run. */
  private TextCursor run(FileScan scan, int part, int start) {
    Run run = (Run) scan.parts().get(part);
    byte[] source = scan.text();
    int[] names = run.names();
    int copied = start;
    if (text.last() != '\n' && text.last() != ' ') {
      text.append(' ');
    }
    for (int n = 0; n < names.length; n += 3) {
      Macro macro = macros.get(names[n + 2]);
      if (macro == null || names[n] < copied) {
        continue;
      }
      at(use, names[n], names[n + 1]);
      text.copy(use, source, copied, names[n]);
      copied = names[n + 1];
      TextCursor cursor = new TextCursor(scan, symbols, part, copied);
      Token name = new Token(Token.Kind.NAME, source, names[n], copied, names[n + 2], false, false);
      int before = text.length();
      emit(macro, names[n], expander.expand(name, cursor), source, cursor.offset());
      tooLarge();
      if (cursor.part() != part) {
        return cursor;
      }
      if (text.length() == before
          && cursor.offset() < source.length
          && Spacing.neededBetween(text.last(), source[cursor.offset()])) {
        text.append(' ');
      }
      copied = cursor.offset();
    }
    text.copy(use, source, copied, run.end());
    tooLarge();
    return new TextCursor(scan, symbols, part, run.end());
  }

  private void emit(Macro macro, int offset, List<Token> tokens, byte[] source, int next) {
    text.expansion(use, offset, macro);
    Token last = Token.none();
    for (Token token : tokens) {
      boolean space =
          last.kind() == Token.Kind.END
              ? Spacing.neededAfter(text.last(), token)
              : token.space() || Spacing.needed(last, token);
      if (space) {
        text.append(' ');
      }
      text.append(token.array(), token.start(), token.end());
      last = token;
    }
    if (last.kind() != Token.Kind.END
        && next < source.length
        && Spacing.neededBefore(last, source[next])) {
      text.append(' ');
    }
  }

  private void tooLarge() {
    if (text.length() > limits.textBytes() && !full) {
      full = true;
      error(
          PreprocessCode.TEXT_TOO_LARGE,
          "the preprocessed text grows past " + (limits.textBytes() >> 20) + " MiB");
    }
  }

  /** Reads an included file here. */
  void include(String name, boolean relative, boolean directive) {
    SourceFile includer = text.place(use, 0, 0).file();
    if (depth >= limits.includeDepth()) {
      error(
          PreprocessCode.INCLUDE_TOO_DEEP,
          "includes are nested deeper than " + limits.includeDepth() + ": " + name);
      return;
    }
    IncludeSearch.Outcome outcome = search.find(name, includer.name(), relative, directive);
    if (outcome instanceof IncludeSearch.Found found) {
      read(found.scan());
    } else if (outcome instanceof IncludeSearch.Unreadable bad) {
      error(PreprocessCode.FILE_NOT_READABLE, bad.path() + " cannot be read: " + bad.reason());
    } else if (outcome instanceof IncludeSearch.Missing missing) {
      problems.add(
          Diagnostic.error(
                  PreprocessCode.INCLUDE_NOT_FOUND, here(), "no such file to include: " + name)
              .help(missing.help()));
    }
  }

  private void read(FileScan scan) {
    if (scan.guard() >= 0 && macros.get(scan.guard()) != null) {
      return;
    }
    if (text.last() != '\n') {
      text.append('\n');
    }
    depth++;
    replay(scan, text.addUse(new Use(scan.file(), use, from, to)));
    depth--;
    if (text.last() != '\n') {
      text.append('\n');
    }
  }

  /** Returns whether {@code __has_include} finds a file. */
  boolean hasInclude(String name, boolean relative) {
    String includer = text.place(use, 0, 0).file().name();
    return search.find(name, includer, relative, true) instanceof IncludeSearch.Found;
  }

  Origin.Source here() {
    return text.place(use, from, to);
  }

  void error(PreprocessCode code, String message) {
    problems.add(Diagnostic.error(code, here(), message));
  }

  void add(Diagnostic problem) {
    problems.add(problem);
  }

  private Optional<Token> dynamic(Macro macro) {
    if (macro.symbol() != lineSymbol && macro.symbol() != fileSymbol) {
      return Optional.empty();
    }
    Origin.Source place = here();
    boolean line = macro.symbol() == lineSymbol;
    String value =
        line
            ? Integer.toString(place.line())
            : "\"" + place.file().name().replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    byte[] bytes = Bytes.latin1(value).toArray();
    Token.Kind kind = line ? Token.Kind.NUMBER : Token.Kind.STRING;
    return Optional.of(new Token(kind, bytes, 0, bytes.length, -1, false, false));
  }
}
