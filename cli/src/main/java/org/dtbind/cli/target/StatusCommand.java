// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.dtbind.aggregator.AggregatorStatus;
import org.dtbind.bind.Status;
import org.dtbind.bind.StatusReport;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.change.result.Result;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.argument.Command;
import org.dtbind.cli.option.SecondsOption;
import org.dtbind.cli.option.SpecOption;
import org.dtbind.cli.option.TargetOptions;
import org.dtbind.cli.option.TestReportOptions;
import org.dtbind.cli.session.Phrases;
import org.dtbind.cli.session.Session;
import org.dtbind.declaration.Declarations;
import org.dtbind.device.DriverctlOverrides;
import org.dtbind.device.RemovedChips;
import org.dtbind.kernel.Kernel;
import org.dtbind.spec.Specification;
import org.dtbind.view.View;

/**
 * The command {@code dtbind status}, which compares devices with the state in which dtbind left
 * them.
 */
public final class StatusCommand implements Command {

  public static final View<StatusReport> VIEW =
      View.<StatusReport>document(
              "status", "`status`: the intended and actual states of devices and aggregators")
          .list(
              "devices",
              "devices that you specified; by default, devices that dtbind changed, that are"
                  + " declared, or whose `driver_override` is set",
              StatusViews.DEVICE,
              StatusReport::statuses)
          .list(
              "aggregators",
              "aggregators that dtbind created or that are declared",
              StatusViews.AGGREGATOR,
              StatusReport::aggregators)
          .texts(
              "problems",
              "further reasons for the exit code: devices that were not found, records that cannot"
                  + " be read, an interrupted change",
              report -> report.problems().stream().map(one -> one.why().message()).toList())
          .states();

  private static final Duration PAUSE = Duration.ofMillis(200);
  private final Session session;
  private Optional<Path> spec = Optional.empty();
  private final SecondsOption patience =
      new SecondsOption(
          "--wait",
          0,
          "Wait up to S seconds (0 to 86400) for all differences to disappear. Default: 0.");
  private final TargetOptions target = new TargetOptions();
  private final TestReportOptions tests = StatusTests.newOptions(target);
  private List<String> devices = new ArrayList<>();

  public StatusCommand(Session session) {
    this.session = session;
  }

  @Override
  public List<String> description() {
    return List.of(
        "Compare the current state of devices and GPIO aggregators with the state in which "
            + "dtbind left them.");
  }

  @Override
  public void declare(Arguments arguments) {
    arguments
        .option("--spec")
        .label("F")
        .description(
            "Compare the current state with the declaration F, and exit with code 5 if anything "
                + "differs. Default: /etc/dtbind/bindings.yaml, if that file exists and you do "
                + "not specify a DEVICE.")
        .value(Path.class, value -> spec = Optional.of(value));
    arguments.add(patience);
    arguments.add(tests);
    arguments.add(tests.baseline());
    arguments.add(target);
    arguments
        .parameter("DEVICE")
        .index("0..*")
        .arity("0..*")
        .description(
            "Devices to check. Default: all devices that dtbind changed, that are declared, or "
                + "whose driver_override is set.")
        .list(String.class, value -> devices = value);
  }

  @Override
  public Optional<String> problem() {
    return spec.isPresent() && !devices.isEmpty()
        ? Optional.of("specify either devices or a declaration, not both")
        : Optional.empty();
  }

  @Override
  public Integer call() throws IOException {
    Kernel kernel = target.open(session);
    Optional<Path> file = spec.or(() -> devices.isEmpty() ? installed() : Optional.empty());
    if (file.isEmpty()) {
      return show(kernel, settled(() -> StatusReport.read(kernel, devices)));
    }
    Optional<Specification> specification =
        session.diagnostics().shown(SpecOption.read(session.inputs(), file.get()));
    return specification.isEmpty()
        ? ExitStatus.INPUT.code()
        : show(kernel, settled(() -> Declarations.status(kernel, specification.get())));
  }

  /**
   * Returns the first report in which everything is as intended, or the last report before the
   * timeout.
   */
  private StatusReport settled(Supplier<StatusReport> status) {
    long end = System.nanoTime() + patience.orElse(Duration.ZERO).toNanos();
    StatusReport report = status.get();
    while (report.exit() != ExitStatus.DONE && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(PAUSE.toNanos());
      report = status.get();
    }
    return report;
  }

  private Optional<Path> installed() {
    return target.isRunning() && Files.exists(SpecOption.INSTALLED)
        ? Optional.of(SpecOption.INSTALLED)
        : Optional.empty();
  }

  private int show(Kernel kernel, StatusReport report) throws IOException {
    if (tests.areGiven()) {
      return new StatusTests(tests, report).write(session);
    }
    session.output().write(VIEW, report, target.format());
    boolean none = report.statuses().isEmpty() && report.aggregators().isEmpty();
    if (none && report.problems().isEmpty()) {
      session.messages().progress("dtbind does not manage any device or aggregator on this system");
    }
    for (AggregatorStatus aggregator : report.aggregators()) {
      aggregator
          .problem()
          .ifPresent(
              why -> session.messages().progress("aggregator " + aggregator.name() + ": " + why));
    }
    for (Status status : report.statuses()) {
      status.drift().ifPresent(why -> session.messages().progress(status.name() + ": " + why));
    }
    for (Status status : report.statuses()) {
      status
          .waits()
          .ifPresent(why -> session.messages().progress(status.name() + ": " + Phrases.waits(why)));
    }
    report.statuses().forEach(this::reportDriverctl);
    reportRemovedChips(kernel);
    report
        .problems()
        .forEach(one -> ResultReport.problem(session.messages(), Result.rejected(one.why())));
    boolean waits = report.statuses().stream().anyMatch(status -> status.waits().isPresent());
    if (!none && !waits && report.exit() == ExitStatus.DONE) {
      session.messages().progress("everything is as intended");
    }
    return report.exit().code();
  }

  private void reportDriverctl(Status status) {
    status
        .driverctl()
        .filter(driver -> !status.device().flatMap(d -> d.driver()).equals(Optional.of(driver)))
        .ifPresent(
            driver ->
                session
                    .messages()
                    .progress(
                        "%s: driverctl binds it to %s whenever it is added (%s)"
                            .formatted(
                                status.name(),
                                driver,
                                DriverctlOverrides.path(status.device().orElseThrow()))));
  }

  private void reportRemovedChips(Kernel kernel) {
    RemovedChips removed = RemovedChips.read(kernel.sysfs());
    if (!removed.isEmpty()) {
      session
          .messages()
          .progress(
              "%s: Linux before 6.9 keeps this removed GPIO chip, and crashes when it searches for"
                      .formatted(String.join("; ", removed.details()))
                  + " a line by name; "
                  + removed.help());
    }
  }
}
