// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.overlay;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.dtbind.cli.option.FindingOutput;
import org.dtbind.cli.option.SourceOptions;
import org.dtbind.cli.option.TreesInParallel;
import org.dtbind.cli.session.InputFiles;
import org.dtbind.cli.session.Messages;
import org.dtbind.cli.session.Session;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Severity;
import org.dtbind.picture.Page;
import org.dtbind.validate.report.Baseline;
import org.dtbind.validate.report.FindingKey;

/** Checks files in parallel, and shows their findings in the order of the files. */
final class CheckRun {

  private final Session session;
  private final FindingOutput output;
  private final Baseline known;
  private final Optional<Fixing> fixing;
  private final BiPredicate<String, FindingKey> isNew;
  private boolean failed;
  private final List<Diagnostic> all = new ArrayList<>();
  private final Baseline found = Baseline.empty();
  private final List<FilesReport.Checked> files = new ArrayList<>();

  /**
   * Creates a run.
   *
   * @param known the findings that are not shown
   * @param fixing applies fixes before findings are shown, if the user wants that
   * @param isNew whether an error in a file decides the exit code
   */
  CheckRun(
      Session session,
      List<Path> named,
      Baseline known,
      Optional<Fixing> fixing,
      BiPredicate<String, FindingKey> isNew) {
    this.session = session;
    this.output = new FindingOutput(session, named);
    this.known = known;
    this.fixing = fixing;
    this.isNew = isNew;
  }

  void run(List<Path> named, FileCheck check, SourceOptions source, int threads)
      throws IOException, InterruptedException {
    if (fixing.isEmpty()) {
      each(named, check, source, threads, this::take);
      return;
    }
    List<FileCheck.Result> results = new ArrayList<>();
    do {
      results.clear();
      each(named, check, source, threads, results::add);
    } while (fixing.get().apply(results.stream().flatMap(r -> unknown(r).stream()).toList()));
    results.forEach(this::take);
  }

  private void each(
      List<Path> named,
      FileCheck check,
      SourceOptions source,
      int threads,
      Consumer<FileCheck.Result> take)
      throws IOException, InterruptedException {
    List<Path> trees = new ArrayList<>();
    for (Path file : named) {
      if (FileCheck.isDeclaration(session.inputs(), file)) {
        take.accept(check.declaration(InputFiles.name(file), session.inputs().read(file)));
      } else {
        trees.add(file);
      }
    }
    if (!trees.isEmpty()) {
      new TreesInParallel(session, source, threads, true, check.levels().ofDtc())
          .run(trees, check::tree, take);
    }
  }

  /** Returns the findings that are not in the baseline. */
  private List<Diagnostic> unknown(FileCheck.Result result) {
    return result.findings().stream()
        .filter(finding -> !known.contains(result.file(), FindingKey.of(finding)))
        .toList();
  }

  void take(FileCheck.Result result) {
    result.findings().forEach(finding -> found.add(result.file(), FindingKey.of(finding)));
    List<Diagnostic> shown = unknown(result);
    output.show(shown);
    all.addAll(shown);
    failed |=
        !result.read()
            || shown.stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .anyMatch(finding -> isNew.test(result.file(), FindingKey.of(finding)));
    files.add(FilesReport.Checked.of(result, shown));
  }

  void finish() {
    output.finish();
    fixing.ifPresent(one -> one.finish(all));
  }

  /** {@return the findings that were shown} */
  List<Diagnostic> shown() {
    return List.copyOf(all);
  }

  Baseline found() {
    return found;
  }

  /** {@return the names of the files that could be read} */
  Set<String> complete() {
    return files.stream()
        .filter(FilesReport.Checked::read)
        .map(FilesReport.Checked::file)
        .collect(Collectors.toSet());
  }

  FilesReport report() {
    return new FilesReport(files);
  }

  /** Returns whether a file could not be read, or a new finding is an error. */
  boolean failed() {
    return failed;
  }

  /** {@return the findings as an HTML page} */
  Page page(List<Path> named) {
    return output.page("Check", named, summary());
  }

  /** {@return a summary in one line} */
  String summary() {
    long errors = files.stream().mapToLong(FilesReport.Checked::errors).sum();
    long warnings = files.stream().mapToLong(FilesReport.Checked::warnings).sum();
    long unread = files.stream().filter(file -> !file.read()).count();
    long old = files.stream().mapToLong(FilesReport.Checked::known).sum();
    return "%s checked: %s, %s, %d known, %d not read"
        .formatted(
            Messages.count(files.size() - unread, "file"),
            Messages.count(errors, "error"),
            Messages.count(warnings, "warning"),
            old,
            unread);
  }
}
