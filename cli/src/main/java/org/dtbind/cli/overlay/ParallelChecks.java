// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.overlay;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.dtbind.cli.option.FindingRun;
import org.dtbind.cli.option.SourceOptions;
import org.dtbind.cli.option.TreesInParallel;
import org.dtbind.cli.session.InputFiles;
import org.dtbind.cli.session.Phrases;
import org.dtbind.cli.session.Session;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Severity;
import org.dtbind.picture.Page;
import org.dtbind.source.Shown;
import org.dtbind.validate.report.FindingKey;

/** Checks files in parallel, and shows their findings in the order of the files. */
final class ParallelChecks {

  private static final int MOST_CONTROLLERS = 4;

  private final Session session;
  private final FindingRun findings;
  private final Optional<Fixing> fixing;
  private final List<Diagnostic> all = new ArrayList<>();
  private final List<FilesReport.Checked> files = new ArrayList<>();

  /** The controllers whose pins are not checked, and the number of files with such controllers. */
  private final Set<String> unreadPins = new TreeSet<>();

  private int filesOfUnreadPins;

  /** The models of the boards, by file. Several threads add to it. */
  private final Map<String, String> models = new ConcurrentHashMap<>();

  /**
   * Creates a run.
   *
   * @param fixing applies fixes before findings are shown, if the user wants that
   */
  ParallelChecks(Session session, FindingRun findings, Optional<Fixing> fixing) {
    this.session = session;
    this.findings = findings;
    this.fixing = fixing;
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
        take.accept(declaration(check, file));
      } else {
        trees.add(file);
      }
    }
    if (!trees.isEmpty()) {
      findings.show(
          new TreesInParallel(session, source, threads, true, check.levels().checks())
              .run(
                  trees,
                  (file, read) -> {
                    read.value()
                        .flatMap(tree -> tree.root().strings("model").stream().findFirst())
                        .ifPresent(model -> models.put(file, model));
                    return check.tree(file, read);
                  },
                  take));
    }
  }

  private FileCheck.Result declaration(FileCheck check, Path file) {
    String name = session.inputs().nameOf(file);
    try {
      return check.declaration(name, session.inputs().read(file));
    } catch (IOException e) {
      List<Diagnostic> problem = List.of(InputFiles.unread(file, e));
      return new FileCheck.Result(name, FileCheck.Kind.DECLARATION, false, problem);
    }
  }

  /** Returns the findings that are not in the baseline. Why a file is not read is never known. */
  private List<Diagnostic> unknown(FileCheck.Result result) {
    return result.findings().stream()
        .filter(
            finding ->
                !result.read() || !findings.known().contains(result.file(), FindingKey.of(finding)))
        .toList();
  }

  void take(FileCheck.Result result) {
    List<Diagnostic> shown = unknown(result);
    findings.output().show(shown);
    all.addAll(shown);
    findings.take(
        result.file(),
        result.read(),
        result.read() ? result.findings().stream().map(FindingKey::of).toList() : List.of(),
        shown.stream().filter(finding -> finding.severity() == Severity.ERROR).map(FindingKey::of));
    files.add(FilesReport.Checked.of(result, shown));
    unreadPins.addAll(result.unreadPins());
    filesOfUnreadPins += result.unreadPins().isEmpty() ? 0 : 1;
  }

  void finish() {
    findings.output().finish();
    if (!unreadPins.isEmpty()) {
      session
          .messages()
          .note(
              "pins were not compared in %s, because dtbind cannot read the pin groups of %s"
                  .formatted(Phrases.count(filesOfUnreadPins, "file"), names()));
    }
    fixing.ifPresent(one -> one.finish(all));
  }

  /** Returns the controllers whose pins are not checked, as part of a sentence. */
  private String names() {
    int more = unreadPins.size() - MOST_CONTROLLERS;
    return unreadPins.stream().limit(MOST_CONTROLLERS).collect(Collectors.joining(", "))
        + (more > 0 ? " and " + Phrases.count(more, "other controller") : "");
  }

  /** {@return the findings that were shown} */
  List<Diagnostic> shown() {
    return List.copyOf(all);
  }

  FilesReport report() {
    return new FilesReport(files);
  }

  /** {@return the files, with the names of their boards, for a page} */
  Page.Section boards() {
    List<List<String>> rows = new ArrayList<>();
    for (FilesReport.Checked file : files) {
      rows.add(
          List.of(
              Shown.escaped(file.file()),
              Shown.escaped(models.getOrDefault(file.file(), "")),
              Long.toString(file.errors()),
              Long.toString(file.warnings()),
              Integer.toString(file.known())));
    }
    List<String> headings = List.of("File", "Board", "Errors", "Warnings", "Known");
    return new Page.Section("Files", List.of(new Page.Rows(headings, rows)));
  }

  String summary() {
    long errors = files.stream().mapToLong(FilesReport.Checked::errors).sum();
    long warnings = files.stream().mapToLong(FilesReport.Checked::warnings).sum();
    long unread = files.stream().filter(file -> !file.read()).count();
    long old = files.stream().mapToLong(FilesReport.Checked::known).sum();
    return "%s checked: %s, %s, %d known%s"
        .formatted(
            Phrases.count(files.size() - unread, "file"),
            Phrases.count(errors, "error"),
            Phrases.count(warnings, "warning"),
            old,
            unread == 0 ? "" : ", " + Phrases.count(unread, "file") + " could not be checked");
  }
}
