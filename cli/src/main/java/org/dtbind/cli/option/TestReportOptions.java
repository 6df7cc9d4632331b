// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.dtbind.cli.argument.ArgumentGroup;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.session.Session;
import org.dtbind.picture.JUnit;
import org.dtbind.source.Bytes;
import org.dtbind.validate.report.Baseline;
import org.dtbind.validate.report.FindingKey;
import org.dtbind.view.Format;

/** The options for a test report, and for its known failures. Picocli fills them in. */
public final class TestReportOptions implements ArgumentGroup {

  private final String tested;
  private final String failure;
  private final String description;
  private final BaselineOptions baseline;
  private final TargetOptions target;
  private boolean junit;

  /**
   * Creates options without values.
   *
   * @param tested the name in a baseline of what is tested, where that of a check has a file
   * @param failure the name of a failure in a baseline
   * @param parts what the tests are for, such as {@code nodes}
   * @param target has the format of results that are not reports
   */
  public TestReportOptions(
      String tested, String failure, String description, String parts, TargetOptions target) {
    this.target = target;
    this.tested = tested;
    this.failure = failure;
    this.description = description;
    this.baseline =
        new BaselineOptions(
            "With --junit: report the "
                + parts
                + " in FILE as known failures, which do not affect the exit code.",
            "failures");
  }

  @Override
  public void declare(Arguments arguments) {
    arguments.option("--junit").description(description).flag(value -> junit = value);
  }

  /** {@return the options for known failures, which the help may list after others} */
  public ArgumentGroup baseline() {
    return baseline;
  }

  /** Returns whether to write a report. */
  public boolean areGiven() {
    return junit;
  }

  @Override
  public Optional<String> problem() {
    if (!areGiven()) {
      return baseline.areGiven()
          ? Optional.of("--baseline and --write-baseline require --junit")
          : Optional.empty();
    }
    if (baseline.isStandard()) {
      return Optional.of("standard output is for the report: specify a file for --write-baseline");
    }
    return target.format() != Format.TABLE
        ? Optional.of("--junit is a format of its own: omit --format")
        : Optional.empty();
  }

  /**
   * Writes a report, and the baseline; returns whether a failure of a test, by its name in the
   * report, decides the exit code.
   *
   * @param report the tests, of which no failure is marked as known
   */
  public Predicate<String> write(Session session, JUnit report) throws IOException {
    Baseline known = baseline.read(session);
    Baseline failures = new Baseline();
    List<JUnit.Test> tests = new ArrayList<>();
    for (JUnit.Test test : report.tests()) {
      if (test.failure().isPresent()) {
        FindingKey key = key(test.name());
        failures.add(tested, key);
        tests.add(test.known(known.remark(tested, key).map(TestReportOptions::reason)));
      } else {
        tests.add(test);
      }
    }
    JUnit marked = new JUnit(report.suite(), report.about(), report.properties(), tests);
    session.output().write(Path.of("-"), Bytes.utf8(marked.text()));
    baseline.write(session, known, failures, entry -> entry.file().equals(tested));
    return test -> !known.contains(tested, key(test));
  }

  private FindingKey key(String test) {
    return new FindingKey(test, failure, "", "");
  }

  private static String reason(String remark) {
    return "known failure" + (remark.isEmpty() ? "" : ": " + remark);
  }
}
