// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static org.dtbind.report.Value.fields;
import static org.dtbind.report.Value.member;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.dtbind.aggregator.AggregatorStatus;
import org.dtbind.aggregator.LiveAggregator;
import org.dtbind.bind.Binder;
import org.dtbind.bind.Binding;
import org.dtbind.bind.Outcome;
import org.dtbind.bind.Status;
import org.dtbind.bind.StatusReport;
import org.dtbind.change.ExitStatus;
import org.dtbind.device.DriverctlOverrides;
import org.dtbind.diag.Diagnosed;
import org.dtbind.report.Report;
import org.dtbind.report.Table;
import org.dtbind.report.Value;
import org.dtbind.spec.Specification;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dtbind status}: how devices are, against how dtbind left them. */
@Command(
    name = "status",
    description = "Shows what dtbind did to devices and aggregators, against what they are now.",
    sortOptions = false)
final class StatusCommand implements Callable<Integer> {

  private final Session session;

  @Option(
      names = "--spec",
      paramLabel = "F",
      description =
          "Compare with what F declares; differences end with 5. Default, where it is there and no"
              + " DEVICE is named: /etc/dtbind/bindings.yaml.")
  private Optional<Path> spec = Optional.empty();

  @Mixin private TargetOptions target = new TargetOptions();

  @Parameters(
      arity = "0..*",
      paramLabel = "DEVICE",
      description = "Default: all that dtbind has bound, and all that have an override.")
  private List<String> devices = new ArrayList<>();

  /**
   * Creates it.
   *
   * @param session what it works with
   */
  StatusCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    if (spec.isPresent() && !devices.isEmpty()) {
      return session.fail(Exit.USAGE, "either devices are named or a declaration, not both");
    }
    Binder binder = new Binder(target.open(session));
    Optional<Path> file = spec.or(() -> devices.isEmpty() ? installed() : Optional.empty());
    if (file.isEmpty()) {
      return show(binder.status(devices));
    }
    Diagnosed<Specification> declared = SpecOption.read(session.inputs(), file.get());
    Optional<Specification> specification = declared.value();
    return session.show(declared) || specification.isEmpty()
        ? Exit.INPUT.code()
        : show(binder.status(specification.get()));
  }

  private Optional<Path> installed() {
    return target.isRunning() && Files.exists(SpecOption.INSTALLED)
        ? Optional.of(SpecOption.INSTALLED)
        : Optional.empty();
  }

  private int show(StatusReport report) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    List<Value> values = new ArrayList<>();
    for (Status status : report.statuses()) {
      rows.add(row(status));
      values.add(value(status));
    }
    List<Value> aggregators = new ArrayList<>();
    for (AggregatorStatus one : report.aggregators()) {
      rows.add(row(one));
      aggregators.add(value(one));
    }
    Table table =
        new Table(
            List.of("DEVICE", "NODE", "STATE", "INTENDED", "DRIVER", "OVERRIDE", "CHIP", "AT BOOT"),
            rows,
            true);
    session.write(
        new Report(
            "dtbind.status/1",
            fields(
                member("devices", new Value.Items(values)),
                member("aggregators", new Value.Items(aggregators))),
            table),
        target.format());
    if (rows.isEmpty() && report.rejected().isEmpty()) {
      session.messages().progress("dtbind manages no device and no aggregator on this system");
    }
    for (AggregatorStatus one : report.aggregators()) {
      one.problem()
          .ifPresent(why -> session.messages().progress("aggregator " + one.name() + ": " + why));
    }
    for (Status status : report.statuses()) {
      status.drift().ifPresent(why -> session.messages().progress(status.name() + ": " + why));
    }
    for (Status status : report.statuses()) {
      status
          .waits()
          .ifPresent(why -> session.messages().progress(status.name() + " " + Messages.waits(why)));
    }
    for (Status status : report.statuses()) {
      status
          .driverctl()
          .filter(driver -> !status.device().flatMap(d -> d.driver()).equals(Optional.of(driver)))
          .ifPresent(
              driver ->
                  session
                      .messages()
                      .progress(
                          "%s: driverctl gives it to %s whenever it is added: %s"
                              .formatted(
                                  status.name(),
                                  driver,
                                  DriverctlOverrides.path(status.device().orElseThrow()))));
    }
    OutcomeOutput output = new OutcomeOutput(session, "status", "", target.format());
    for (Outcome.Rejected rejected : report.rejected()) {
      output.add("", rejected);
    }
    boolean waits = report.statuses().stream().anyMatch(status -> status.waits().isPresent());
    if (!rows.isEmpty() && !waits && report.exit() == ExitStatus.DONE) {
      session.messages().progress("all of it is as intended");
    }
    return report.exit().code();
  }

  private static List<String> row(Status status) {
    return List.of(
        status.bus() + "/" + status.name(),
        status.device().flatMap(d -> d.node()).map(Object::toString).orElse("-"),
        state(status),
        intended(status).orElse("-"),
        status.device().flatMap(d -> d.driver()).orElse("-"),
        status.device().flatMap(d -> d.override().driver()).orElse("-"),
        status.chip().map(c -> c.text()).orElse("-"),
        status.atBoot().orElse("-"));
  }

  private static List<String> row(AggregatorStatus status) {
    Optional<LiveAggregator> one = status.one();
    return List.of(
        "aggregator/" + status.name(),
        "-",
        status.state().name().toLowerCase(Locale.ROOT),
        "-",
        one.flatMap(LiveAggregator::device).orElse("-"),
        "-",
        one.flatMap(LiveAggregator::chip).map(chip -> chip.text()).orElse("-"),
        one.filter(LiveAggregator::persistent).map(any -> "yes").orElse("-"));
  }

  private static Value value(AggregatorStatus status) {
    return fields(
        member("name", Value.of(status.name())),
        member("state", Value.of(status.state().name().toLowerCase(Locale.ROOT))),
        member("problem", Value.of(status.problem())),
        member(
            "aggregator",
            status.one().<Value>map(AggregatorReport::value).orElseGet(Value.Absent::new)));
  }

  private static String state(Status status) {
    return status.state().name().toLowerCase(Locale.ROOT);
  }

  private static Optional<String> intended(Status status) {
    return status.declared().or(() -> left(status));
  }

  /** The driver that dtbind has left it with. */
  private static Optional<String> left(Status status) {
    return status.intended().map((Binding b) -> b.driver().orElse("none"));
  }

  private static Value value(Status status) {
    return fields(
        member("bus", Value.of(status.bus())),
        member("name", Value.of(status.name())),
        member("state", Value.of(state(status))),
        member("declared", Value.of(status.declared())),
        member("intended", Value.of(left(status))),
        member("device", DeviceReport.device(status.device())),
        member("chip", DeviceReport.chip(status.chip())),
        member("waits", Value.of(status.waits())),
        member("driverctl", Value.of(status.driverctl())),
        member("atBoot", Value.of(status.atBoot())),
        member("drift", Value.of(status.drift())));
  }
}
