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
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.dtbind.aggregator.AggregatorStatus;
import org.dtbind.aggregator.live.LiveAggregator;
import org.dtbind.bind.Binder;
import org.dtbind.bind.Status;
import org.dtbind.bind.StatusReport;
import org.dtbind.bind.record.Binding;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.change.result.Result;
import org.dtbind.cli.option.SpecOption;
import org.dtbind.cli.option.TargetOptions;
import org.dtbind.cli.session.Exit;
import org.dtbind.cli.session.Messages;
import org.dtbind.cli.session.Session;
import org.dtbind.declaration.Declarations;
import org.dtbind.device.DriverctlOverrides;
import org.dtbind.device.LinuxDevice;
import org.dtbind.diag.Diagnosed;
import org.dtbind.gpio.GpioChip;
import org.dtbind.kernel.Kernel;
import org.dtbind.spec.Specification;
import org.dtbind.view.View;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * The command {@code dtbind status}, which compares devices with the state in which dtbind left
 * them.
 */
@Command(
    name = "status",
    description =
        "Compare the current state of devices and GPIO aggregators with the state in which "
            + "dtbind left them.",
    sortOptions = false)
public final class StatusCommand implements Callable<Integer> {

  private static final View<Status> DEVICE =
      View.<Status>part()
          .text("bus", "Linux bus, such as `platform`", Status::bus)
          .text("name", "Linux device name; for `kept`, a pattern", Status::name)
          .column("DEVICE", status -> status.bus() + "/" + status.name())
          .column("NODE", status -> cell(status.device().flatMap(LinuxDevice::node)))
          .word("state", "state, one of the words above", Status::state)
          .column("STATE")
          .textOrNull("declared", "declared driver", Status::declared)
          .column("INTENDED", status -> cell(status.declared().or(() -> left(status))))
          .textOrNull(
              "intended", "driver that dtbind set; `none` for no driver", StatusCommand::left)
          .objectOrNull(
              "device",
              "current state of the device; null for `kept`, and if the device no longer exists",
              DeviceReport.DEVICE,
              Status::device)
          .column("DRIVER", status -> cell(status.device().flatMap(LinuxDevice::driver)))
          .column("OVERRIDE", status -> cell(status.device().flatMap(d -> d.override().driver())))
          .objectOrNull("chip", "GPIO chip of the device", DeviceReport.CHIP, Status::chip)
          .column("CHIP", status -> cell(status.chip().map(GpioChip::text)))
          .textOrNull("waits", "what the device waits for", Status::waits)
          .textOrNull(
              "driverctl",
              "driver to which driverctl(8) binds the device each time the device is added; `none`"
                  + " for no driver",
              Status::driverctl)
          .textOrNull(
              "atBoot",
              "driver to which the device is bound at each boot; `none` for no driver",
              Status::atBoot)
          .column("AT BOOT")
          .textOrNull(
              "drift",
              "how the device node differs from the declaration, and the udev rule that causes the"
                  + " difference",
              Status::drift);

  private static final View<AggregatorStatus> AGGREGATOR =
      View.<AggregatorStatus>part()
          .text("name", "name of the aggregator", AggregatorStatus::name)
          .column("DEVICE", status -> "aggregator/" + status.name())
          .column("NODE", status -> "-")
          .word("state", "state, one of the words above", AggregatorStatus::state)
          .column("STATE")
          .column("INTENDED", status -> "-")
          .textOrNull(
              "problem", "difference from the declaration or record", AggregatorStatus::problem)
          .objectOrNull(
              "aggregator",
              "as in [aggregator list](#dtbindaggregator-list1)",
              AggregatorView.AGGREGATOR,
              AggregatorStatus::one)
          .column("DRIVER", status -> cell(status.one().flatMap(LiveAggregator::device)))
          .column("OVERRIDE", status -> "-")
          .column(
              "CHIP",
              status -> cell(status.one().flatMap(LiveAggregator::chip).map(GpioChip::text)))
          .column(
              "AT BOOT",
              status -> status.one().filter(LiveAggregator::persistent).isPresent() ? "yes" : "-");

  public static final View<StatusReport> VIEW =
      View.<StatusReport>document(
              "status",
              "`status`: the intended and actual states of devices and aggregators. The `state`"
                  + " of a device is `bound`, `unbound`, `waiting`, `drifted`, `gone` or `kept`;"
                  + " `kept` means that the entry is not a device, but a pattern for devices that"
                  + " are kept without a driver. The `state` of an aggregator is `made`, `drifted`"
                  + " or `gone`")
          .list(
              "devices",
              "devices that dtbind changed or that are declared",
              DEVICE,
              StatusReport::statuses)
          .list(
              "aggregators",
              "aggregators that dtbind created or that are declared",
              AGGREGATOR,
              StatusReport::aggregators)
          .states();

  private static final Duration PAUSE = Duration.ofMillis(200);

  private final Session session;

  @Option(
      names = "--spec",
      paramLabel = "F",
      description =
          "Compare the current state with the declaration F, and exit with code 5 if anything "
              + "differs. Default: /etc/dtbind/bindings.yaml, if that file exists and you do "
              + "not specify a DEVICE.")
  private Optional<Path> spec = Optional.empty();

  @Option(
      names = "--wait",
      paramLabel = "S",
      description =
          "Wait up to S seconds (0 to 86400) for all differences to disappear. Default: 0.")
  private int seconds;

  @Mixin private TargetOptions target = new TargetOptions();

  @Parameters(
      arity = "0..*",
      paramLabel = "DEVICE",
      description =
          "Devices to check. Default: all devices that dtbind has bound, and all devices whose "
              + "driver_override is set.")
  private List<String> devices = new ArrayList<>();

  public StatusCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    if (spec.isPresent() && !devices.isEmpty()) {
      return session.fail(Exit.USAGE, "name either devices or a declaration, not both");
    }
    if (seconds < 0 || seconds > 86_400) {
      return session.fail(Exit.USAGE, "--wait must be from 0 to 86400 seconds");
    }
    Kernel kernel = target.open(session);
    Optional<Path> file = spec.or(() -> devices.isEmpty() ? installed() : Optional.empty());
    if (file.isEmpty()) {
      return show(settled(() -> new Binder(kernel).status(devices)));
    }
    Diagnosed<Specification> declared = SpecOption.read(session.inputs(), file.get());
    Optional<Specification> specification = declared.value();
    return session.show(declared) || specification.isEmpty()
        ? Exit.INPUT.code()
        : show(settled(() -> new Declarations(kernel).status(specification.get())));
  }

  /**
   * Returns the first report in which everything is as intended, or the last report before the
   * timeout.
   */
  private StatusReport settled(Supplier<StatusReport> status) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    StatusReport report = status.get();
    while (report.exit() != ExitStatus.DONE && System.nanoTime() < end) {
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

  private int show(StatusReport report) throws IOException {
    session.write(VIEW, report, target.format());
    boolean none = report.statuses().isEmpty() && report.aggregators().isEmpty();
    if (none && report.rejected().isEmpty()) {
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
                          "%s: driverctl binds it to %s whenever it is added: %s"
                              .formatted(
                                  status.name(),
                                  driver,
                                  DriverctlOverrides.path(status.device().orElseThrow()))));
    }
    report.rejected().forEach(why -> ResultReport.problem(session, Result.rejected(why)));
    boolean waits = report.statuses().stream().anyMatch(status -> status.waits().isPresent());
    if (!none && !waits && report.exit() == ExitStatus.DONE) {
      session.messages().progress("everything is as intended");
    }
    return report.exit().code();
  }

  private static String cell(Optional<?> text) {
    return text.map(Object::toString).orElse("-");
  }

  /** {@return the driver that dtbind set, or {@code none}} */
  private static Optional<String> left(Status status) {
    return status.intended().map((Binding b) -> b.driver().orElse("none"));
  }
}
