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
  private final List<FileValidation.Result> results = new ArrayList<>();
  private int done;
  private int unread;
  private long findings;
  private long following;
  private long known;

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
  List<FileValidation.Result> run(List<Path> files) throws IOException, InterruptedException {
    run.show(
        new TreesInParallel(
                session, source, threads, validation.takesOverlays(), validation.codes().checks())
            .run(files, validation::validate, this::take));
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
    done++;
    unread += validated.read() ? 0 : 1;
    findings += validated.findings().size() - consequences.size();
    following += consequences.size();
    known += validated.known();
    run.take(
        validated.file(),
        validated.read(),
        result.keys(),
        validated.findings().stream()
            .filter(reported -> reported.diagnostic().severity() == Severity.ERROR)
            .map(ValidateReport.Reported::key));
    if (keeps) {
      results.add(result);
    }
  }

  /** {@return a summary in one line} */
  String summary(int schemas) {
    String more = following == 0 ? "" : " (and %d that follow from them)".formatted(following);
    return "%s validated against %d binding documents: %s%s%s, %d known, %d not read"
        .formatted(
            Phrases.count(done - unread, "file"),
            schemas,
            Phrases.count(findings, "finding"),
            more,
            run.output().byFile(),
            known,
            unread);
  }
}
