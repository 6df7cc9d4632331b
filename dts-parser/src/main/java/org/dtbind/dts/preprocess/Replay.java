// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.preprocess;

import java.util.List;
import java.util.Optional;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.dts.preprocess.TextBuilder.Use;
import org.dtbind.dts.scan.Definitions;
import org.dtbind.dts.scan.FileScan;
import org.dtbind.dts.scan.FileSearch;
import org.dtbind.dts.scan.JoinedText;
import org.dtbind.dts.scan.Lexis;
import org.dtbind.dts.scan.Macro;
import org.dtbind.dts.scan.Malformed;
import org.dtbind.dts.scan.Part;
import org.dtbind.dts.scan.Part.Directive;
import org.dtbind.dts.scan.Part.DirectiveKind;
import org.dtbind.dts.scan.Part.DtsInclude;
import org.dtbind.dts.scan.Part.Macros;
import org.dtbind.dts.scan.Part.OpenComment;
import org.dtbind.dts.scan.Part.Run;
import org.dtbind.dts.scan.SourceCache;
import org.dtbind.dts.scan.Symbols;
import org.dtbind.dts.scan.Token;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;
import org.dtbind.source.Origin;
import org.dtbind.source.SourceFile;

/** Preprocesses one source and the files that it includes. One object serves one source. */
final class Replay {

  private final FileSearch search;
  private final Symbols symbols;
  private final Limits limits;
  private final TextBuilder text = new TextBuilder();
  private final Problems problems = new Problems(text);
  private final MacroTable macros = new MacroTable();
  private final Conditionals conditionals = new Conditionals();
  private final OnceFiles once = new OnceFiles();
  private final Directives directives;
  private final RunWriter writer;
  private int depth;
  private int readings;
  private long bytesRead;

  Replay(FileSearch search, Limits limits) {
    this.search = search;
    this.symbols = search.cache().symbols();
    this.limits = limits;
    Builtins builtins = new Builtins(text, problems, this::once, search.cache()::changed);
    Expander expander = new Expander(macros, symbols, builtins, problems, limits.expansionTokens());
    this.directives =
        new Directives(macros, symbols, conditionals, expander, builtins, problems, this);
    this.writer = new RunWriter(text, macros, expander, problems, limits.textBytes());
  }

  Diagnosed<PreprocessedText> preprocess(String path, List<String> defines) {
    return run(path, true, defines);
  }

  Diagnosed<PreprocessedText> read(String path) {
    return run(path, false, List.of());
  }

  private Diagnosed<PreprocessedText> run(String path, boolean directive, List<String> defines) {
    SourceCache.Entry<FileScan> entry = search.cache().main(path, directive);
    if (entry instanceof SourceCache.Entry.Read<FileScan> read) {
      FileScan scan = read.content();
      int main = text.addUse(new Use(scan, -1, -1, 0, 0));
      if (directive) {
        macros.defineBuiltins(symbols);
        List.of("__ASSEMBLER__", "__STDC__", "__STDC_HOSTED__", "__DTS__").forEach(this::define);
        defines.forEach(this::define);
      }
      if (once.wants(scan.file(), false)) {
        replay(scan, main);
      }
      return Diagnosed.of(text.build(), problems.found());
    }
    boolean missing = entry instanceof SourceCache.Entry.Missing<FileScan>;
    String reason = entry instanceof SourceCache.Entry.Unreadable<FileScan> bad ? bad.reason() : "";
    PreprocessCode code =
        missing ? PreprocessCode.INCLUDE_NOT_FOUND : PreprocessCode.FILE_NOT_READABLE;
    Message message =
        missing ? Message.of("no such file") : Message.of("cannot be read: {reason}", reason);
    return Diagnosed.failed(List.of(Diagnostic.error(code, new Origin.Unknown(path), message)));
  }

  private void define(String definition) {
    String line = definition.contains("=") ? definition.replaceFirst("=", " ") : definition + " 1";
    Bytes bytes = FileName.bytes(line);
    SourceFile file = new SourceFile("<command-line>", bytes);
    FileScan scan = FileScan.of(file, JoinedText.of(bytes, false), List.of());
    problems.at(text.addUse(new Use(scan, -1, -1, 0, 0)), 0, bytes.length());
    List<Token> tokens = Lexis.tokens(scan.text(), 0, bytes.length(), symbols);
    try {
      Macro macro = new Definitions(symbols, 0, bytes.length()).read(tokens);
      macros.define(macro.symbol(), macro, problems.use());
    } catch (Malformed e) {
      problems.add(
          problems
              .error(PreprocessCode.BAD_DIRECTIVE, problems.here(), e.why())
              .help("use -D NAME or -D NAME=VALUE"));
    }
  }

  private void replay(FileScan scan, int reading) {
    Place outer = problems.here();
    int opened = conditionals.depth();
    FileCursor cursor =
        new FileCursor(scan, symbols, conditionals, part -> passes(part, scan, reading, opened));
    while (!cursor.atEnd() && !problems.stopped()) {
      Part part = cursor.part();
      if (part instanceof Run run && conditionals.live()) {
        problems.at(reading, run.start(), run.end());
        writer.write(run, cursor);
      } else {
        cursor.nextPart();
        execute(part, scan, reading, opened);
      }
    }
    closeConditionals(opened);
    problems.at(outer);
  }

  /**
   * Executes a part that is not text.
   *
   * @param opened number of conditionals that were open when the file began
   */
  private void execute(Part part, FileScan scan, int reading, int opened) {
    if (part instanceof Macros defined) {
      if (conditionals.live()) {
        directives.define(defined, reading);
      }
    } else if (part instanceof Directive directive) {
      problems.at(reading, directive.start(), directive.end());
      directives.run(directive, opened);
    } else if (part instanceof DtsInclude include && conditionals.live()) {
      problems.at(reading, include.start(), include.end());
      Optional<String> includer = Optional.of(scan.file().name());
      include(include.name(), search.source(include.name(), includer, 0, false), false);
    } else if (part instanceof Part.LineMarker marker && marker.file().indexOf('\0') >= 0) {
      problems.at(reading, marker.start(), marker.end());
      problems.error(
          PreprocessCode.BAD_DIRECTIVE,
          Message.of("the file name in a line marker contains a zero byte"));
    } else if (part instanceof OpenComment) {
      problems.at(reading, part.start(), part.start() + 2);
      // dtc does not read this as a comment: its parser fails at these characters, so they must
      // be in the text.
      text.copy(reading, scan.text(), part.start(), part.start() + 2);
      problems.error(PreprocessCode.UNTERMINATED_COMMENT, Message.of("this comment is not closed"));
    }
  }

  /**
   * Executes a part between the lines of a call if it is a directive. Returns false if the call
   * cannot continue after the part.
   */
  private boolean passes(Part part, FileScan scan, int reading, int opened) {
    if (!(part instanceof Directive) && !(part instanceof Macros)) {
      return !conditionals.live() && !(part instanceof OpenComment);
    }
    Place call = problems.here();
    if (part instanceof Directive directive && directive.kind().includes() && conditionals.live()) {
      problems.at(reading, part.start(), part.end());
      problems.error(
          PreprocessCode.BAD_DIRECTIVE,
          Message.of("#include is not allowed in the arguments of a macro"));
    } else {
      execute(part, scan, reading, opened);
    }
    problems.at(call);
    return true;
  }

  /** Closes the conditionals that a file opened but does not end. */
  private void closeConditionals(int outer) {
    while (conditionals.depth() > outer && !problems.stopped()) {
      Place opened = conditionals.close().orElseThrow();
      problems.add(
          problems.error(
              PreprocessCode.UNTERMINATED_CONDITIONAL,
              opened,
              Message.of("this conditional has no #endif")));
    }
  }

  void include(DirectiveKind kind, String name, boolean quoted) {
    include(
        name, find(name, quoted, kind == DirectiveKind.INCLUDE_NEXT), kind == DirectiveKind.IMPORT);
  }

  /**
   * Searches for a file that the current file names.
   *
   * @param next whether to search after the directory in which the current file was found; as in
   *     cpp, this has no effect in the main file
   */
  private FileSearch.Outcome<FileScan> find(String name, boolean quoted, boolean next) {
    boolean behind = isBehind(next);
    return search.source(name, includer(quoted, behind), first(behind), true);
  }

  private boolean isBehind(boolean next) {
    return next && text.includeLevel(problems.use()) > 0;
  }

  private Optional<String> includer(boolean quoted, boolean behind) {
    return quoted && !behind ? Optional.of(text.file(problems.use()).name()) : Optional.empty();
  }

  private int first(boolean behind) {
    return behind ? text.directory(problems.use()) + 1 : 0;
  }

  private void include(String name, FileSearch.Outcome<FileScan> outcome, boolean imported) {
    // Also counts files that are not read now, such as guarded ones, because finding them takes
    // time.
    int size =
        outcome instanceof FileSearch.Found<FileScan> found ? found.content().text().length : 0;
    if (!countRead(name, size)) {
      return;
    }
    if (outcome instanceof FileSearch.Found<FileScan> found) {
      read(name, found, imported);
    } else if (outcome instanceof FileSearch.Unreadable<FileScan> bad) {
      problems.error(
          PreprocessCode.FILE_NOT_READABLE,
          Message.of(FileSearch.UNREADABLE, bad.path(), bad.reason()));
    } else if (outcome instanceof FileSearch.Missing<FileScan> missing) {
      problems.add(
          problems
              .error(
                  PreprocessCode.INCLUDE_NOT_FOUND,
                  problems.here(),
                  Message.of(FileSearch.MISSING, name))
              .help(missing.help()));
    }
  }

  private void read(String name, FileSearch.Found<FileScan> found, boolean imported) {
    FileScan scan = found.content();
    boolean guarded = scan.guard() >= 0 && macros.get(scan.guard()) != null;
    if (!once.wants(scan.file(), imported) || guarded || isTooDeep(name)) {
      return;
    }
    if (text.last() != '\n') {
      text.append('\n');
    }
    depth++;
    Place here = problems.here();
    int inclusion = text.open(scan.file().name());
    replay(scan, text.addUse(new Use(scan, found.directory(), here.use(), here.from(), here.to())));
    depth--;
    if (text.last() != '\n') {
      text.append('\n');
    }
    text.close(inclusion);
  }

  private boolean isTooDeep(String name) {
    boolean tooDeep = depth >= limits.includeDepth();
    if (tooDeep) {
      problems.stop(
          PreprocessCode.INCLUDE_TOO_DEEP,
          Message.of(
              "includes are nested more than {limit} levels deep: {file}",
              limits.includeDepth(),
              name));
    }
    return tooDeep;
  }

  /**
   * Counts a search for a file. Returns false, and stops the preprocessor, if a limit is exceeded.
   *
   * @param size the size of the file that was found
   */
  private boolean countRead(String name, int size) {
    bytesRead += size;
    readings++;
    if (readings > limits.readings()) {
      problems.stop(
          PreprocessCode.INCLUDE_TOO_OFTEN,
          Message.of(
              "the source contains more than {limit} includes: {file}", limits.readings(), name));
    } else if (bytesRead > limits.sourceBytes()) {
      problems.stop(
          PreprocessCode.INCLUDE_TOO_OFTEN,
          Message.of(
              "the included files exceed {limit} MiB in total: {file}",
              limits.sourceBytes() >> 20,
              name));
    }
    return !problems.stopped();
  }

  /** The value of {@code __has_include} or {@code __has_include_next}. */
  boolean hasInclude(String name, boolean quoted, boolean next) {
    boolean behind = isBehind(next);
    Optional<Bytes> found = search.present(name, includer(quoted, behind), first(behind));
    return countRead(name, found.map(Bytes::length).orElse(0)) && found.isPresent();
  }

  /** Marks the current file to be read only once. */
  void once() {
    once.mark(text.file(problems.use()));
  }
}
