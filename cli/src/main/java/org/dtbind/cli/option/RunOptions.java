// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.option;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.dtbind.cli.argument.ArgumentGroup;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.session.ResultOutput;
import org.dtbind.picture.Page;
import org.dtbind.view.Format;
import org.dtbind.view.View;

/**
 * The options of commands that process many files, show findings about them, and end with a
 * summary. Picocli fills them in.
 */
public final class RunOptions implements ArgumentGroup {

  private final JobsOption jobs;
  private final BaselineOptions baseline;
  private final BooleanSupplier diff;
  private final PageOption page = new PageOption();
  private final FormatOption format =
      new FormatOption(
          "Format of the summary. Default: table, which here prints one line of text.");

  /**
   * Creates options without values.
   *
   * @param verb what the command does with the files, such as {@code Check}
   * @param baseline the options for known findings, which the command declares
   * @param diff whether a diff is written to standard output
   */
  public RunOptions(String verb, BaselineOptions baseline, BooleanSupplier diff) {
    this.baseline = baseline;
    this.diff = diff;
    this.jobs = new JobsOption(verb + " N files");
  }

  @Override
  public void declare(Arguments arguments) {
    arguments.add(jobs);
    arguments.add(format);
    arguments.add(page);
  }

  /** {@return the option for a page} */
  public PageOption page() {
    return page;
  }

  /** {@return the format of the summary} */
  public Format format() {
    return format.value();
  }

  BaselineOptions baseline() {
    return baseline;
  }

  /** {@return the number of files to process at the same time} */
  public int threads() {
    return jobs.threads();
  }

  /** Returns whether the summary is a line of text. */
  public boolean isText() {
    return format.isTable();
  }

  /** Returns whether there is a page to write, which needs the findings at the end. */
  public boolean hasPage() {
    return page.isPresent();
  }

  @Override
  public Optional<String> problem() {
    boolean patch = diff.getAsBoolean();
    int written = (page.isStandard() ? 1 : 0) + (patch ? 1 : 0) + (isText() ? 0 : 1);
    return written + (baseline.isStandard() ? 1 : 0) > 1
        ? Optional.of(
            (patch ? "--diff, " : "")
                + "--html -, --write-baseline - and --format all write to standard"
                + " output: use only one")
        : Optional.empty();
  }

  /**
   * Writes the summary.
   *
   * @param report the report, which is written in other formats than text
   * @param summary the summary as text, without its end
   * @param begin when the run began, by {@link System#nanoTime}
   */
  <T> void write(ResultOutput output, View<T> view, T report, String summary, long begin)
      throws IOException {
    output.checkFiles(); // Nothing is printed if the page cannot be written.
    if (!isText()) {
      output.write(view, report, format.value());
    } else if (!diff.getAsBoolean() && !baseline.isStandard() && !page.isStandard()) {
      long milliseconds = (System.nanoTime() - begin) / 1_000_000;
      output.stream()
          .println(String.format(Locale.ROOT, "%s, %.1f s", summary, milliseconds / 1e3));
    }
  }

  /** Writes a page, if there is an option for that. */
  public void write(ResultOutput output, Page result) throws IOException {
    page.write(output, result);
  }
}
