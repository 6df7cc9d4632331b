// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static org.dtbind.report.Value.fields;
import static org.dtbind.report.Value.member;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.dtbind.change.ExitStatus;
import org.dtbind.doctor.Doctor;
import org.dtbind.doctor.Examination;
import org.dtbind.doctor.Finding;
import org.dtbind.report.Report;
import org.dtbind.report.Table;
import org.dtbind.report.Value;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code dtbind doctor}: what a system can do, and what is missing. */
@Command(
    name = "doctor",
    description =
        "Shows what this kernel, system and user can do, what is missing, why it matters and what"
            + " to do. Changes nothing. Ends with 0 where lines can be made a chip of their own.",
    sortOptions = false)
final class DoctorCommand implements Callable<Integer> {

  private final Session session;

  @Mixin private TargetOptions target = new TargetOptions();

  /**
   * Creates it.
   *
   * @param session what it works with
   */
  DoctorCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    Examination examination = new Doctor(target.open(session)).examine();
    List<Finding> findings = examination.findings();
    Table table =
        new Table(
            List.of("STATE", "WHAT", "FOUND", "WHY IT MATTERS", "WHAT TO DO"),
            findings.stream().map(DoctorCommand::row).toList(),
            true);
    Value.Items items = new Value.Items(findings.stream().map(DoctorCommand::value).toList());
    Value.Fields content =
        fields(
            member("ready", Value.of(examination.exit() == ExitStatus.DONE)),
            member("exit", Value.of((long) examination.exit().code())),
            member("findings", items));
    session.write(new Report("dtbind.doctor/1", content, table), target.format());
    if (examination.exit() == ExitStatus.DONE) {
      session.messages().progress("ready: nothing that dtbind needs is missing");
    }
    return examination.exit().code();
  }

  private static String state(Finding finding) {
    return finding.state().name().toLowerCase(Locale.ROOT);
  }

  private static List<String> row(Finding finding) {
    return List.of(state(finding), finding.what(), finding.found(), finding.why(), finding.help());
  }

  private static Value value(Finding finding) {
    return fields(
        member("what", Value.of(finding.what())),
        member("state", Value.of(state(finding))),
        member("found", Value.of(finding.found())),
        member("why", Value.of(finding.why())),
        member("help", Value.of(finding.help())));
  }
}
