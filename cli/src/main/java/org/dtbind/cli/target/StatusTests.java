// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.target;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dtbind.aggregator.AggregatorStatus;
import org.dtbind.bind.Status;
import org.dtbind.bind.StatusReport;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.change.result.Problem;
import org.dtbind.cli.argument.ArgumentGroup;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.option.BaselineOptions;
import org.dtbind.cli.session.Messages;
import org.dtbind.cli.session.Session;
import org.dtbind.device.LinuxDevice;
import org.dtbind.picture.JUnit;
import org.dtbind.picture.Ktap;
import org.dtbind.source.Shown;
import org.dtbind.validate.report.Baseline;
import org.dtbind.validate.report.FindingKey;

/** The options for a test report of the status: one test for each device and each aggregator. */
final class StatusTests implements ArgumentGroup {

  /** The name in a baseline of what was tested, where that of a check has a file. */
  private static final String STATUS = "status";

  private static final String FAILURE = "not_as_intended";

  private boolean ktap;
  private boolean junit;

  private final BaselineOptions baseline =
      new BaselineOptions(
          "With --ktap or --junit: report the devices and aggregators in FILE as known failures, "
              + "which do not affect the exit code.",
          "failures");

  @Override
  public void declare(Arguments arguments) {
    arguments
        .option("--ktap")
        .description(
            "Print the result in KTAP, the format of the kernel's own tests: a test for each device "
                + "and aggregator, which fails if it is not as intended.")
        .flag(value -> ktap = value);
    arguments
        .option("--junit")
        .description("Like --ktap, but print the results as JUnit XML.")
        .flag(value -> junit = value);
    arguments.add(baseline);
  }

  boolean areGiven() {
    return ktap || junit;
  }

  /** {@return the reason why the options are invalid; empty if they are valid} */
  Optional<String> problem(boolean formatted) {
    if (ktap && junit) {
      return Optional.of("specify either --ktap or --junit, not both");
    }
    if (!areGiven()) {
      return baseline.areGiven() ? Optional.of(BaselineOptions.withoutReport()) : Optional.empty();
    }
    if (baseline.isStandard()) {
      return Optional.of("standard output is for the report: specify a file for --write-baseline");
    }
    return formatted
        ? Optional.of("--ktap and --junit have their own formats: omit --format")
        : Optional.empty();
  }

  /** Writes the report; returns the exit code. */
  int write(Session session, StatusReport report) throws IOException {
    Optional<Baseline> known = baseline.read(session);
    if (known.isEmpty()) {
      return session.fail(ExitStatus.INPUT, baseline.unread());
    }
    Baseline found = Baseline.empty();
    List<JUnit.Test> tests = new ArrayList<>();
    for (JUnit.Test test : tests(report)) {
      FindingKey key = key(test.name());
      test.failure().ifPresent(why -> found.add(STATUS, key));
      Optional<String> reason = known.get().entry(STATUS, key).map(BaselineOptions::knownFailure);
      tests.add(test.failure().isPresent() ? test.known(reason) : test);
    }
    session
        .out()
        .print(
            ktap
                ? new Ktap(tests, List.of()).text()
                : new JUnit("dtbind.status", Map.of(), Map.of(), tests).text());
    session.out().flush();
    baseline.report(session, found, Set.of(STATUS), key -> true);
    baseline.write(session, found, Set.of(STATUS));
    return unknown(report).exit().code();
  }

  private static FindingKey key(String test) {
    return new FindingKey(test, FAILURE, "", "");
  }

  /** Returns the part of a report that decides the exit code. */
  private StatusReport unknown(StatusReport report) {
    return new StatusReport(
        report.statuses().stream().filter(one -> isNew(name(one))).toList(),
        report.aggregators().stream().filter(one -> isNew(name(one))).toList(),
        report.rejected().stream().filter(one -> isNew(one.message())).toList());
  }

  private boolean isNew(String test) {
    return baseline.isNew(STATUS, key(Shown.escaped(test)));
  }

  private static String name(Status status) {
    return status.bus() + "/" + status.name();
  }

  private static String name(AggregatorStatus aggregator) {
    return "aggregator/" + aggregator.name();
  }

  private static List<JUnit.Test> tests(StatusReport report) {
    List<JUnit.Test> tests = new ArrayList<>();
    for (Status status : report.statuses()) {
      if (status.state() != Status.State.KEPT) {
        tests.add(test(name(status), failure(status), status.state()));
      }
    }
    for (AggregatorStatus one : report.aggregators()) {
      boolean made = one.state() == AggregatorStatus.State.MADE;
      tests.add(
          test(
              name(one),
              made
                  ? Optional.empty()
                  : one.problem().or(() -> Optional.of("the aggregator does not exist")),
              one.state()));
    }
    for (Problem refusal : report.rejected()) {
      String message = refusal.message();
      List<String> details = refusal.details();
      String why = details.isEmpty() ? message : String.join("; ", details);
      tests.add(test(message, Optional.of(why), refusal.exit()));
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
      case WAITING -> Optional.of(Messages.waits(status.waits().orElse("")));
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
