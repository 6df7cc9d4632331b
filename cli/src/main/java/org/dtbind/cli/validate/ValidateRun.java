// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.validate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import org.dtbind.check.CheckLevels;
import org.dtbind.cli.option.FindingOutput;
import org.dtbind.cli.option.SourceOptions;
import org.dtbind.cli.option.TreesInParallel;
import org.dtbind.cli.session.Messages;
import org.dtbind.cli.session.Session;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Severity;
import org.dtbind.picture.Page;
import org.dtbind.validate.report.Baseline;
import org.dtbind.validate.report.FindingKey;

/** Validates files in parallel, and shows their findings in the order of the files. */
final class ValidateRun {

  private final Session session;
  private final FindingOutput output;
  private final FileValidation validation;
  private final SourceOptions source;
  private final int threads;
  private final boolean keeps;
  private final BiPredicate<String, FindingKey> isNew;
  private final List<FileValidation.Result> results = new ArrayList<>();
  private final Set<String> complete = new HashSet<>();
  private final Baseline found = Baseline.empty();
  private int done;
  private int unread;
  private long findings;
  private long following;
  private boolean failed;
  private long known;

  ValidateRun(
      Session session,
      List<Path> named,
      FileValidation validation,
      SourceOptions source,
      int threads,
      boolean keeps,
      BiPredicate<String, FindingKey> isNew) {
    this.session = session;
    this.output = new FindingOutput(session, named);
    this.validation = validation;
    this.source = source;
    this.threads = threads;
    this.keeps = keeps;
    this.isNew = isNew;
  }

  /** Validates files; returns the results if {@code keeps} is true, else an empty list. */
  List<FileValidation.Result> run(List<Path> files) throws IOException, InterruptedException {
    new TreesInParallel(session, source, threads, validation.takesOverlays(), CheckLevels.ERRORS)
        .run(files, validation::validate, this::take);
    output.finish();
    return List.copyOf(results);
  }

  private void take(FileValidation.Result result) {
    List<Diagnostic> consequences = result.consequences();
    List<Diagnostic> all = new ArrayList<>(result.problems().diagnostics());
    if (output.isWhole()) {
      all.addAll(consequences);
    }
    output.show(Diagnosed.failed(all).diagnostics());
    ValidateReport.Validated validated = result.validated();
    done++;
    unread += validated.read() ? 0 : 1;
    findings += validated.findings().size() - consequences.size();
    following += consequences.size();
    failed |=
        !validated.read()
            || validated.findings().stream()
                .filter(one -> one.diagnostic().severity() == Severity.ERROR)
                .anyMatch(one -> isNew.test(validated.file(), one.key()));
    known += validated.known();
    result.keys().forEach(key -> found.add(validated.file(), key));
    if (validated.read()) {
      complete.add(validated.file());
    }
    if (keeps) {
      results.add(result);
    }
  }

  /** {@return the names of the files that could be read} */
  Set<String> complete() {
    return Set.copyOf(complete);
  }

  /** {@return all findings, including those in the baseline} */
  Baseline found() {
    return found;
  }

  /** Returns whether a file could not be read, or a new finding is an error. */
  boolean failed() {
    return failed;
  }

  /** {@return the findings as an HTML page} */
  Page page(List<Path> files, int schemas) {
    return output.page("Validation", files, summary(schemas));
  }

  /** {@return a summary in one line} */
  String summary(int schemas) {
    String more = following == 0 ? "" : " (and %d that follow from them)".formatted(following);
    return "%s validated against %d binding documents: %s%s%s, %d known, %d not read"
        .formatted(
            Messages.count(done - unread, "file"),
            schemas,
            Messages.count(findings, "finding"),
            more,
            output.byFile(),
            known,
            unread);
  }
}
