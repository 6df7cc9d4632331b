// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.cli.session.Session;
import org.dtbind.diag.Diagnostic;
import org.dtbind.picture.Page;
import org.dtbind.source.Shown;
import org.dtbind.validate.report.Baseline;
import org.dtbind.validate.report.FindingKey;
import org.dtbind.view.View;

/**
 * A run that looks for findings in many files: it shows them, compares them with a baseline, and
 * ends with a summary. New errors, and files that cannot be read, decide the exit code.
 */
public final class FindingRun {

  private final Session session;
  private final RunOptions options;
  private final List<Path> named;
  private final FindingOutput output;
  private final Baseline known;
  private final Baseline findings = new Baseline();
  private final Set<String> complete = new HashSet<>();
  private final long begin;
  private boolean failed;

  /**
   * Begins a run.
   *
   * @param named the files that the user named
   * @throws IOException if a baseline cannot be read
   */
  public FindingRun(Session session, RunOptions options, List<Path> named) throws IOException {
    this.session = session;
    this.options = options;
    this.named = List.copyOf(named);
    this.known = options.baseline().read(session);
    this.begin = System.nanoTime();
    this.output = new FindingOutput(session, named);
    if (options.hasPage()) {
      session.diagnostics().remember();
    }
  }

  /** {@return the findings that are not shown} */
  public Baseline known() {
    return known;
  }

  /** {@return what shows the findings} */
  public FindingOutput output() {
    return output;
  }

  /**
   * Takes the result for a file.
   *
   * @param all all findings, including those in the baseline
   * @param errors the findings that are shown as errors
   */
  public void take(String file, boolean read, List<FindingKey> all, Stream<FindingKey> errors) {
    all.forEach(key -> findings.add(file, key));
    if (read) {
      complete.add(Shown.escaped(file));
    }
    failed |= !read || errors.anyMatch(key -> !known.contains(file, key));
  }

  /** Shows problems that are not about one of the files. */
  public void show(List<Diagnostic> problems) {
    failed |= session.diagnostics().show(problems);
  }

  /**
   * Compares the findings with the baseline, and writes a new one.
   *
   * @param isChecked whether this run makes the check with a code
   */
  public void compare(Predicate<String> isChecked) throws IOException {
    options
        .baseline()
        .write(
            session,
            known,
            findings,
            entry -> complete.contains(entry.file()) && isChecked.test(entry.code()));
  }

  /**
   * Ends the run with the summary and the page; returns the exit code.
   *
   * @param what what was done with the files, for the title of the page
   * @param report the report, which is written in other formats than text
   * @param summary the summary in one line, without its end
   * @param about what comes first on the page
   */
  public <T> int end(String what, View<T> view, T report, String summary, List<Page.Section> about)
      throws IOException {
    options.write(session.output(), view, report, summary, begin);
    if (options.hasPage()) {
      options.write(session.output(), output.page(what, named, summary, about));
    }
    return (failed ? ExitStatus.INPUT : ExitStatus.DONE).code();
  }
}
