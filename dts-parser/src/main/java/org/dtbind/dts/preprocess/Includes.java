// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.preprocess;

import java.util.Optional;
import org.dtbind.diag.Message;
import org.dtbind.dts.preprocess.TextBuilder.Use;
import org.dtbind.dts.scan.FileScan;
import org.dtbind.dts.scan.FileSearch;
import org.dtbind.dts.scan.Part.DirectiveKind;
import org.dtbind.dts.scan.Part.DtsInclude;
import org.dtbind.source.Bytes;
import org.dtbind.source.SourceFile;

/** Finds the files that a source includes, and limits how many and how deep. */
final class Includes {

  /** A file whose text is to be read next. */
  record Inclusion(FileScan scan, int use) {}

  private final FileSearch search;
  private final Limits limits;
  private final TextBuilder text;
  private final MacroTable macros;
  private final OnceFiles once;
  private final Problems problems;
  private int depth;
  private int readings;
  private long bytesRead;

  Includes(
      FileSearch search,
      Limits limits,
      TextBuilder text,
      MacroTable macros,
      OnceFiles once,
      Problems problems) {
    this.search = search;
    this.limits = limits;
    this.text = text;
    this.macros = macros;
    this.once = once;
    this.problems = problems;
  }

  /**
   * Opens the file that a directive of the preprocessor includes. Empty if it is not to be read, or
   * cannot be, which is reported.
   */
  Optional<Inclusion> open(DirectiveKind kind, String name, boolean quoted) {
    boolean behind = isBehind(kind == DirectiveKind.INCLUDE_NEXT);
    FileSearch.Outcome<FileScan> outcome =
        search.source(name, includer(quoted, behind), first(behind), true);
    return open(name, outcome, kind == DirectiveKind.IMPORT);
  }

  /** As the other method, for an include of devicetree source. */
  Optional<Inclusion> open(DtsInclude include, SourceFile includer) {
    Optional<String> directory = Optional.of(includer.name());
    return open(include.name(), search.source(include.name(), directory, 0, false), false);
  }

  /**
   * Returns whether to search after the directory in which the current file was found; as in cpp,
   * {@code next} has no effect in the main file.
   */
  private boolean isBehind(boolean next) {
    return next && text.includeLevel(problems.use()) > 0;
  }

  private Optional<String> includer(boolean quoted, boolean behind) {
    return quoted && !behind ? Optional.of(text.file(problems.use()).name()) : Optional.empty();
  }

  private int first(boolean behind) {
    return behind ? text.directory(problems.use()) + 1 : 0;
  }

  private Optional<Inclusion> open(
      String name, FileSearch.Outcome<FileScan> outcome, boolean imported) {
    // Also counts files that are not read now, such as guarded ones, because finding them takes
    // time.
    int size =
        outcome instanceof FileSearch.Found<FileScan> found ? found.content().text().length : 0;
    if (!countRead(name, size)) {
      return Optional.empty();
    }
    if (outcome instanceof FileSearch.Found<FileScan> found) {
      return open(name, found, imported);
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
    return Optional.empty();
  }

  private Optional<Inclusion> open(
      String name, FileSearch.Found<FileScan> found, boolean imported) {
    FileScan scan = found.content();
    boolean guarded = scan.guard() >= 0 && macros.get(scan.guard()) != null;
    if (!once.wants(scan.file(), imported) || guarded || isTooDeep(name)) {
      return Optional.empty();
    }
    if (text.last() != '\n') {
      text.append('\n');
    }
    depth++;
    Place here = problems.here();
    int use = text.addUse(new Use(scan, found.directory(), here.use(), here.from(), here.to()));
    return Optional.of(new Inclusion(scan, use));
  }

  /** Ends an inclusion when its text has been read. */
  void close() {
    depth--;
    if (text.last() != '\n') {
      text.append('\n');
    }
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
  boolean has(String name, boolean quoted, boolean next) {
    boolean behind = isBehind(next);
    Optional<Bytes> found = search.present(name, includer(quoted, behind), first(behind));
    return countRead(name, found.map(Bytes::length).orElse(0)) && found.isPresent();
  }

  /** Marks the current file to be read only once. */
  void once() {
    once.mark(text.file(problems.use()));
  }
}
