// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.preprocess;

import java.util.List;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.dts.preprocess.Includes.Inclusion;
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
  private final TextBuilder text = new TextBuilder();
  private final Problems problems = new Problems(text);
  private final MacroTable macros = new MacroTable();
  private final Conditionals conditionals = new Conditionals();
  private final OnceFiles once = new OnceFiles();
  private final Includes includes;
  private final Directives directives;
  private final RunWriter writer;

  Replay(FileSearch search, Limits limits) {
    this.search = search;
    this.symbols = search.cache().symbols();
    this.includes = new Includes(search, limits, text, macros, once, problems);
    Builtins builtins = new Builtins(text, problems, includes::once, search.cache()::changed);
    Expander expander = new Expander(macros, symbols, builtins, problems, limits.expansionTokens());
    this.directives =
        new Directives(macros, symbols, conditionals, expander, builtins, problems, includes);
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
      directives.run(directive, opened).ifPresent(this::include);
    } else if (part instanceof DtsInclude include && conditionals.live()) {
      problems.at(reading, include.start(), include.end());
      includes.open(include, scan.file()).ifPresent(this::include);
    } else if (part instanceof Part.LineMarker marker && marker.file().indexOf('\0') >= 0) {
      problems.at(reading, marker.start(), marker.end());
      problems.error(
          PreprocessCode.BAD_DIRECTIVE,
          Message.of("the file name in a line marker contains a zero byte"));
    } else if (part instanceof OpenComment) {
      problems.at(reading, part.start(), part.start() + 2);
      problems.error(PreprocessCode.UNTERMINATED_COMMENT, Message.of("this comment is not closed"));
    }
  }

  private void include(Inclusion inclusion) {
    replay(inclusion.scan(), inclusion.use());
    includes.close();
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
}
