// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static org.dtbind.report.Value.fields;
import static org.dtbind.report.Value.member;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.dtbind.bind.Binder;
import org.dtbind.bind.Binding;
import org.dtbind.bind.Outcome;
import org.dtbind.bind.Status;
import org.dtbind.bind.StatusReport;
import org.dtbind.report.Report;
import org.dtbind.report.Table;
import org.dtbind.report.Value;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code dtbind status}: how devices are, against how dtbind left them. */
@Command(
    name = "status",
    description = "Shows what dtbind did to devices, against what they are now.",
    sortOptions = false)
final class StatusCommand implements Callable<Integer> {

  private final Session session;

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
    StatusReport report = new Binder(target.open(session)).status(devices);
    List<List<String>> rows = new ArrayList<>();
    List<Value> values = new ArrayList<>();
    for (Status status : report.statuses()) {
      rows.add(row(status));
      values.add(value(status));
    }
    Table table =
        new Table(
            List.of("DEVICE", "NODE", "STATE", "INTENDED", "DRIVER", "OVERRIDE", "CHIP"), rows);
    new Report("dtbind.status/1", fields(member("devices", new Value.Items(values))), table)
        .write(target.format(), session.out());
    for (Status status : report.statuses()) {
      status
          .waits()
          .ifPresent(why -> session.messages().progress(status.name() + " waits: " + why));
    }
    OutcomeOutput output = new OutcomeOutput(session, "status", "", target.format());
    for (Outcome.Rejected rejected : report.rejected()) {
      output.add("", rejected);
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
        status.chip().map(c -> c.text()).orElse("-"));
  }

  private static String state(Status status) {
    return status.state().name().toLowerCase(Locale.ROOT);
  }

  private static Optional<String> intended(Status status) {
    return status.intended().map((Binding b) -> b.driver().orElse("none"));
  }

  private static Value value(Status status) {
    return fields(
        member("bus", Value.of(status.bus())),
        member("name", Value.of(status.name())),
        member("state", Value.of(state(status))),
        member("intended", Value.of(intended(status))),
        member("device", DeviceReport.device(status.device())),
        member("chip", DeviceReport.chip(status.chip())),
        member("waits", Value.of(status.waits())));
  }
}
