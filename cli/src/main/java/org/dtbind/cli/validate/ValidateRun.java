// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.validate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dtbind.cli.option.FindingRun;
import org.dtbind.cli.option.SourceOptions;
import org.dtbind.cli.option.TreesInParallel;
import org.dtbind.cli.session.Phrases;
import org.dtbind.cli.session.Session;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Severity;

/** Validates files in parallel, and shows their findings in the order of the files. */
final class ValidateRun {

  private final Session session;
  private final FindingRun run;
  private final FileValidation validation;
  private final SourceOptions source;
  private final int threads;
  private final boolean keeps;
  private final List<ValidateReport.Validated> results = new ArrayList<>();
  private final List<Counts> files = new ArrayList<>();

  /** What the summary counts in a file, whose findings are not kept. */
  private record Counts(boolean read, long findings, long following, long known) {}

  ValidateRun(
      Session session,
      FindingRun run,
      FileValidation validation,
      SourceOptions source,
      int threads,
      boolean keeps) {
    this.session = session;
    this.run = run;
    this.validation = validation;
    this.source = source;
    this.threads = threads;
    this.keeps = keeps;
  }

  /** Validates files; returns the results if {@code keeps} is true, else an empty list. */
  List<ValidateReport.Validated> run(List<Path> paths) throws IOException, InterruptedException {
    run.show(
        new TreesInParallel(
                session, source, threads, validation.takesOverlays(), validation.codes().checks())
            .run(paths, validation::validate, this::take));
    run.output().finish();
    return List.copyOf(results);
  }

  private void take(FileValidation.Result result) {
    List<Diagnostic> consequences = result.consequences();
    List<Diagnostic> all = new ArrayList<>(result.problems().diagnostics());
    if (run.output().isWhole()) {
      all.addAll(consequences);
    }
    run.output().show(Diagnosed.failed(all).diagnostics());
    ValidateReport.Validated validated = result.validated();
    files.add(
        new Counts(
            validated.read(),
            validated.findings().size() - consequences.size(),
            consequences.size(),
            validated.known()));
    run.take(
        validated.file(),
        validated.read(),
        result.keys(),
        validated.findings().stream()
            .filter(reported -> reported.diagnostic().severity() == Severity.ERROR)
            .map(ValidateReport.Reported::key));
    if (keeps) {
      results.add(validated);
    }
  }

  String summary(int schemas) {
    long read = files.stream().filter(Counts::read).count();
    long following = files.stream().mapToLong(Counts::following).sum();
    String more = following == 0 ? "" : " (and %d that follow from them)".formatted(following);
    return "%s validated against %d binding documents: %s%s%s, %d known, %d not validated"
        .formatted(
            Phrases.count(read, "file"),
            schemas,
            Phrases.count(files.stream().mapToLong(Counts::findings).sum(), "finding"),
            more,
            run.output().byFile(),
            files.stream().mapToLong(Counts::known).sum(),
            files.size() - read);
  }
}
