// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.tree;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.check.CheckLevels;
import org.dtbind.cli.option.InOrder;
import org.dtbind.cli.option.SourceOptions;
import org.dtbind.cli.session.CurrentDirectory;
import org.dtbind.cli.session.InputFiles;
import org.dtbind.cli.session.Phrases;
import org.dtbind.cli.session.Rejected;
import org.dtbind.cli.session.Session;
import org.dtbind.cli.session.SourceNames;
import org.dtbind.compile.DiskFiles;
import org.dtbind.diag.ChangedFile;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.DiagnosticText;
import org.dtbind.diag.Severity;
import org.dtbind.format.Formatter;
import org.dtbind.format.Formatter.Formatted;
import org.dtbind.format.Rule;
import org.dtbind.overlay.compare.Difference;
import org.dtbind.overlay.compare.TreeProof;
import org.dtbind.overlay.compare.TreeProof.Objection;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;
import org.dtbind.source.Shown;
import org.dtbind.source.SourceFile;

/** Formats files in parallel. */
final class FmtRun {

  /** What happens to a file that is not formatted yet. */
  enum Mode {
    WRITE,
    CHECK,
    DIFF
  }

  /**
   * A file, and how it should be.
   *
   * @param real the path by which the file is known
   * @param failure why the file could not be read
   */
  private record FormattedFile(
      Path real, Path file, Diagnosed<Formatted> formatted, Optional<IOException> failure) {}

  /**
   * What became of a file.
   *
   * @param outside whether a patch names a file outside of the current directory
   */
  private record FileStatus(int exit, boolean changed, boolean outside) {

    static final FileStatus SAME = new FileStatus(ExitStatus.DONE.code(), false, false);
    static final FileStatus CHANGED = new FileStatus(ExitStatus.DONE.code(), true, false);
    static final FileStatus INVALID = new FileStatus(ExitStatus.INPUT.code(), false, false);
  }

  private final Session session;
  private final SourceOptions source;
  private final Set<Rule> rules;
  private final Mode mode;
  private final int threads;
  private final DiskFiles disk = new DiskFiles();

  FmtRun(Session session, SourceOptions source, Set<Rule> rules, Mode mode, int threads) {
    this.session = session;
    this.source = source;
    this.rules = EnumSet.copyOf(rules);
    this.mode = mode;
    this.threads = threads;
  }

  /**
   * Formats files; returns the exit code.
   *
   * @param commit the commit whose lines stay as they are
   */
  int run(List<Path> files, Optional<String> commit) throws IOException, InterruptedException {
    List<FileStatus> statuses = new ArrayList<>();
    Map<Path, Path> sources =
        FmtSources.find(
            session.inputs(),
            files,
            failure -> statuses.add(failed(failure)),
            file -> statuses.add(notSource(file)));
    sources.values().stream()
        .filter(file -> !FmtSources.isStream(file))
        .forEach(session.inputs()::use);
    session.output().checkFiles();
    Optional<ChangedLines> lines =
        commit.isPresent()
            ? Optional.of(ChangedLines.since(commit.get(), files))
            : Optional.empty();
    boolean sorts = !Collections.disjoint(rules, Rule.ORDER);
    List<FormattedFile> sorted = new ArrayList<>();
    InOrder.Take<FormattedFile> take = sorts ? sorted::add : one -> statuses.add(take(one));
    try (InOrder<FormattedFile> work = new InOrder<>(threads, take)) {
      for (Map.Entry<Path, Path> one : sources.entrySet()) {
        work.add(() -> format(one.getKey(), one.getValue(), lines));
      }
      work.finish();
    }
    if (sorts) {
      statuses.addAll(takeProven(sorted));
    }
    return report(sources.size(), statuses);
  }

  /** Takes files after proving that what was sorted means the same as before. */
  private List<FileStatus> takeProven(List<FormattedFile> all)
      throws IOException, InterruptedException {
    Map<Path, ChangedFile> sorted = new TreeMap<>();
    for (FormattedFile one : all) {
      one.formatted()
          .value()
          .filter(Formatted::sorted)
          .ifPresent(formatted -> sorted.put(one.real(), formatted.file()));
    }
    Map<Path, Objection> objections =
        new TreeProof(
                source.files(session.inputs()),
                source.options(session.inputs(), true, CheckLevels.ERRORS),
                threads,
                sorted)
            .objections(
                FmtSources.ofProjects(sorted.keySet(), source.headers(session.inputs())),
                file -> SourceNames.isSource(file) && !SourceNames.isPart(file));
    session.output().checkFiles();
    List<FileStatus> statuses = new ArrayList<>();
    for (FormattedFile one : all) {
      Optional<Objection> objection = Optional.ofNullable(objections.get(one.real()));
      if (objection.isPresent()) {
        statuses.add(FileStatus.INVALID);
        session
            .messages()
            .error(
                "%s: was left as it is: %s"
                    .formatted(session.inputs().nameOf(one.file()), text(objection.get())),
                Optional.of("format it without order rules, or sort it by hand"));
      } else {
        statuses.add(take(one));
      }
    }
    return statuses;
  }

  private static String text(Objection objection) {
    if (objection instanceof Objection.NotCompiled notCompiled) {
      Stream<Diagnostic> errors =
          notCompiled.problems().stream().filter(problem -> problem.severity() == Severity.ERROR);
      return (notCompiled.compiledBefore()
              ? "in another order, %s would not compile: %s"
              : "whether it would mean the same cannot be proven: %s does not compile: %s")
          .formatted(notCompiled.board(), errors.findFirst().map(DiagnosticText::line).orElse(""));
    }
    Objection.Differs differs = (Objection.Differs) objection;
    String what =
        differs.difference() instanceof Difference.PropertyDiffers propertyDiffers
            ? "property '" + propertyDiffers.name() + "' of node " + propertyDiffers.path()
            : differs.difference() instanceof Difference.BootCpuDiffers
                ? "the boot processor, which is the first child of /cpus,"
                : "the tree";
    return "in another order, %s of %s would be different".formatted(what, differs.board());
  }

  private FormattedFile format(Path real, Path file, Optional<ChangedLines> lines) {
    try {
      Bytes content =
          FmtSources.isStream(file) ? session.inputs().read(file) : InputFiles.found(disk, file);
      SourceFile text = new SourceFile(session.inputs().nameOf(file), content);
      IntPredicate changeable = lines.isPresent() ? lines.get().of(real)::get : line -> true;
      return new FormattedFile(
          real, file, Formatter.format(text, rules, changeable), Optional.empty());
    } catch (IOException e) {
      return new FormattedFile(real, file, Diagnosed.failed(List.of()), Optional.of(e));
    }
  }

  private FileStatus take(FormattedFile one) throws IOException {
    Optional<Formatted> formatted = one.formatted().value();
    if (one.failure().isPresent()) {
      return failed(one.failure().get());
    }
    return session.diagnostics().show(one.formatted()) || formatted.isEmpty()
        ? FileStatus.INVALID
        : apply(one, formatted.get().file());
  }

  /** Reports that a file has no name of a source. */
  private FileStatus notSource(Path file) {
    session
        .messages()
        .error(
            session.inputs().nameOf(file) + ": is not a devicetree source",
            Optional.of(
                "dtbind formats files whose names end with "
                    + String.join(", ", SourceNames.EXTENSIONS)
                    + "; for others, use '-' and standard input"));
    return FileStatus.INVALID;
  }

  /** Reports that a file cannot be read or written; the others are formatted. */
  private FileStatus failed(IOException failure) {
    return new FileStatus(session.fail(failure), false, false);
  }

  private FileStatus apply(FormattedFile one, ChangedFile change) throws IOException {
    Path file = one.file();
    boolean stream = FmtSources.isStream(file);
    boolean same = change.fixes().isEmpty();
    switch (mode) {
      case CHECK -> {
        if (!same) {
          session.output().stream().println(Shown.escaped(session.inputs().nameOf(file)));
        }
        return same ? FileStatus.SAME : FileStatus.CHANGED;
      }
      case DIFF -> {
        String name =
            one.real().endsWith(FmtSources.UNNAMED)
                ? "stdin.dts"
                : CurrentDirectory.patchName(one.real());
        session.output().write(Path.of("-"), change.patch(name));
        boolean outside = !same && !stream && !CurrentDirectory.contains(one.real());
        return new FileStatus(ExitStatus.DONE.code(), !same, outside);
      }
      case WRITE -> {
        if (stream) {
          session.output().write(Path.of("-"), change.content());
        }
        return stream || same ? FileStatus.SAME : write(file, change);
      }
    }
    throw new IllegalStateException(mode.name());
  }

  private FileStatus write(Path file, ChangedFile change) {
    try {
      if (!Files.isWritable(file)) {
        throw new AccessDeniedException(FileName.text(file));
      }
      if (!InputFiles.found(disk, file).equals(change.file().content())) {
        throw new Rejected(
            ExitStatus.FAILED,
            session.inputs().nameOf(file),
            "was changed by another program meanwhile; format it again");
      }
      session.output().write(file, change.content());
      return FileStatus.CHANGED;
    } catch (IOException e) {
      return failed(e);
    }
  }

  /** Reports how many files were changed; returns the exit code. */
  private int report(int count, List<FileStatus> statuses) {
    long changed = statuses.stream().filter(FileStatus::changed).count();
    long outside = statuses.stream().filter(FileStatus::outside).count();
    if (outside > 0) {
      session
          .messages()
          .progress(
              "%s %s not in the current directory: apply the changes with 'patch -p1 -d /'"
                  .formatted(Phrases.count(outside, "file"), outside == 1 ? "is" : "are"));
    }
    if (changed > 0) {
      session
          .messages()
          .progress(
              "%s %d of %s"
                  .formatted(
                      mode == Mode.WRITE ? "formatted" : "would change",
                      changed,
                      Phrases.count(count, "file")));
    }
    return exit(statuses, mode == Mode.CHECK && changed > 0);
  }

  /** Returns the exit code: invalid sources matter most, and then the first other failure. */
  private static int exit(List<FileStatus> statuses, boolean differs) {
    if (statuses.contains(FileStatus.INVALID)) {
      return ExitStatus.INPUT.code();
    }
    int success = differs ? ExitStatus.DRIFT.code() : ExitStatus.DONE.code();
    return statuses.stream()
        .map(FileStatus::exit)
        .filter(code -> code != ExitStatus.DONE.code())
        .findFirst()
        .orElse(success);
  }
}
