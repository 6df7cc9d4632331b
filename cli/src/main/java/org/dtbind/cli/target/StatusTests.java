// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.target;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.dtbind.aggregator.AggregatorStatus;
import org.dtbind.bind.Status;
import org.dtbind.bind.StatusReport;
import org.dtbind.change.result.Problem;
import org.dtbind.cli.option.TargetOptions;
import org.dtbind.cli.option.TestReportOptions;
import org.dtbind.cli.session.Phrases;
import org.dtbind.cli.session.Session;
import org.dtbind.device.LinuxDevice;
import org.dtbind.picture.JUnit;
import org.dtbind.source.Shown;

/** The tests of a status: one for each device and each aggregator. */
record StatusTests(TestReportOptions options, StatusReport report) {

  /** {@return the options, without values} */
  static TestReportOptions newOptions(TargetOptions target) {
    return new TestReportOptions(
        "status",
        "not_as_intended",
        "Print the result as JUnit XML: a test for each device and aggregator, which fails if it "
            + "is not as intended.",
        "devices and aggregators",
        target);
  }

  /** Writes the report; returns the exit code. */
  int write(Session session) throws IOException {
    JUnit suite = new JUnit("dtbind.status", Map.of(), Map.of(), tests());
    Predicate<String> isNew = options.write(session, suite);
    return unknown(test -> isNew.test(Shown.escaped(test))).exit().code();
  }

  /** Returns the part of the report that decides the exit code. */
  private StatusReport unknown(Predicate<String> isNew) {
    return new StatusReport(
        report.statuses().stream().filter(status -> isNew.test(name(status))).toList(),
        report.aggregators().stream().filter(status -> isNew.test(name(status))).toList(),
        report.problems().stream().filter(one -> isNew.test(one.subject())).toList());
  }

  private static String name(Status status) {
    return status.bus() + "/" + status.name();
  }

  private static String name(AggregatorStatus aggregator) {
    return "aggregator/" + aggregator.name();
  }

  private List<JUnit.Test> tests() {
    List<JUnit.Test> tests = new ArrayList<>();
    for (Status status : report.statuses()) {
      if (status.state() != Status.State.KEPT) {
        tests.add(test(name(status), failure(status), status.state()));
      }
    }
    for (AggregatorStatus aggregatorStatus : report.aggregators()) {
      boolean made = aggregatorStatus.state() == AggregatorStatus.State.MADE;
      tests.add(
          test(
              name(aggregatorStatus),
              made
                  ? Optional.empty()
                  : aggregatorStatus
                      .problem()
                      .or(() -> Optional.of("the aggregator does not exist")),
              aggregatorStatus.state()));
    }
    for (StatusReport.NamedProblem problem : report.problems()) {
      Problem why = problem.why();
      List<String> texts = new ArrayList<>(List.of(why.message()));
      texts.addAll(why.details());
      tests.add(test(problem.subject(), Optional.of(String.join("; ", texts)), why.exit()));
    }
    return tests;
  }

  private static JUnit.Test test(String name, Optional<String> failure, Enum<?> state) {
    String text = state.name().toLowerCase(Locale.ROOT);
    return new JUnit.Test(
        Shown.escaped(name),
        failure.map(Shown::escaped),
        text,
        Optional.empty(),
        Optional.empty(),
        text);
  }

  private static Optional<String> failure(Status status) {
    return switch (status.state()) {
      case BOUND, UNBOUND, KEPT -> Optional.empty();
      case WAITING -> Optional.of(Phrases.waits(status.waits().orElse("")));
      case GONE -> Optional.of("the device does not exist");
      case DRIFTED -> Optional.of(status.drift().orElseGet(() -> difference(status)));
    };
  }

  private static String difference(Status status) {
    Optional<String> driver = status.device().flatMap(LinuxDevice::driver);
    Optional<String> intended =
        status.declared().or(() -> status.intended().flatMap(binding -> binding.driver()));
    if (driver.equals(intended)) {
      return "driver_override is not as intended";
    }
    return "it is bound to %s, not to %s"
        .formatted(driver.orElse("no driver"), intended.orElse("no driver"));
  }
}
