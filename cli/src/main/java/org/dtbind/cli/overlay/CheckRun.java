// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.overlay;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dtbind.cli.option.FindingOutput;
import org.dtbind.cli.option.SourceOptions;
import org.dtbind.cli.option.TreesInParallel;
import org.dtbind.cli.session.InputFiles;
import org.dtbind.cli.session.Messages;
import org.dtbind.cli.session.Session;
import org.dtbind.diag.Diagnostic;
import org.dtbind.picture.Page;
import org.dtbind.validate.report.Baseline;
import org.dtbind.validate.report.FindingKey;

/** Checks files in parallel, and shows their findings in the order of the files. */
final class CheckRun {

  private final Session session;
  private final FindingOutput output;
  private final Baseline known;
  private final Baseline found = Baseline.empty();
  private final List<FilesReport.Checked> files = new ArrayList<>();

  /**
   * Creates a run.
   *
   * @param known the findings that are not shown
   */
  CheckRun(Session session, List<Path> named, Baseline known) {
    this.session = session;
    this.output = new FindingOutput(session, named);
    this.known = known;
  }

  void run(List<Path> named, FileCheck check, SourceOptions source, int threads)
      throws IOException, InterruptedException {
    List<Path> trees = new ArrayList<>();
    for (Path file : named) {
      if (FileCheck.isDeclaration(file)) {
        take(check.declaration(InputFiles.name(file), session.inputs().read(file)));
      } else {
        trees.add(file);
      }
    }
    if (!trees.isEmpty()) {
      new TreesInParallel(session, source, threads, true, check.levels().ofDtc())
          .run(trees, check::tree, this::take);
    }
  }

  void take(FileCheck.Result result) {
    List<Diagnostic> shown = new ArrayList<>();
    for (Diagnostic finding : result.findings()) {
      FindingKey key = FindingKey.of(finding);
      found.add(result.file(), key);
      if (!known.contains(result.file(), key)) {
        shown.add(finding);
      }
    }
    output.show(shown);
    files.add(FilesReport.Checked.of(result, shown));
  }

  void finish() {
    output.finish();
  }

  Baseline found() {
    return found;
  }

  FilesReport report() {
    return new FilesReport(files);
  }

  /** Returns whether a file could not be read, or a finding is an error. */
  boolean failed() {
    return files.stream().anyMatch(file -> !file.read() || file.errors() > 0);
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
