// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.dtbind.aggregator.AggregatorStatus;
import org.dtbind.bind.Status;
import org.dtbind.bind.StatusReport;
import org.dtbind.change.result.Problem;
import org.dtbind.cli.argument.ArgumentGroup;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.session.Messages;
import org.dtbind.device.LinuxDevice;
import org.dtbind.picture.JUnit;
import org.dtbind.picture.Ktap;
import org.dtbind.source.Shown;

/** The options for a test report of the status: one test for each device and each aggregator. */
final class StatusTests implements ArgumentGroup {

  private boolean ktap;
  private boolean junit;

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
  }

  boolean areGiven() {
    return ktap || junit;
  }

  /** {@return the reason why the options are invalid; empty if they are valid} */
  Optional<String> problem(boolean formatted) {
    if (ktap && junit) {
      return Optional.of("specify either --ktap or --junit, not both");
    }
    return areGiven() && formatted
        ? Optional.of("--ktap and --junit have their own formats: omit --format")
        : Optional.empty();
  }

  /** {@return the report} */
  String text(StatusReport report) {
    List<JUnit.Test> tests = new ArrayList<>();
    for (Status status : report.statuses()) {
      if (status.state() != Status.State.KEPT) {
        tests.add(test(status.bus() + "/" + status.name(), failure(status), status.state()));
      }
    }
    for (AggregatorStatus one : report.aggregators()) {
      boolean made = one.state() == AggregatorStatus.State.MADE;
      tests.add(
          test(
              "aggregator/" + one.name(),
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
    return ktap
        ? new Ktap(tests).text()
        : new JUnit("dtbind.status", Map.of(), Map.of(), tests).text();
  }

  private static JUnit.Test test(String name, Optional<String> failure, Enum<?> state) {
    String text = state.name().toLowerCase(Locale.ROOT);
    return new JUnit.Test(
        Shown.escaped(name), failure.map(Shown::escaped), text, Optional.empty(), text);
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
