// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.target;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.cli.option.TargetOptions;
import org.dtbind.cli.session.Session;
import org.dtbind.doctor.Doctor;
import org.dtbind.doctor.Examination;
import org.dtbind.doctor.Finding;
import org.dtbind.view.View;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code dtbind doctor}, which reports what a system supports and lacks. */
@Command(
    name = "doctor",
    description =
        "Report what dtbind can do on this system as this user, what is missing, why that "
            + "matters, and what you can do about it. This command changes nothing. It exits with "
            + "code 0 if you can create GPIO chips from selected lines.",
    sortOptions = false)
public final class DoctorCommand implements Callable<Integer> {

  public static final View<Examination> VIEW =
      View.<Examination>document(
              "doctor",
              "`doctor`: what dtbind can do on this system. `state` is `ok`, `missing` or"
                  + " `unknown`")
          .flag(
              "ready",
              "whether you can create GPIO chips from selected lines",
              examination -> examination.exit() == ExitStatus.DONE)
          .number("exit", "exit code of the command", examination -> examination.exit().code())
          .list(
              "findings",
              "findings, in order",
              View.<Finding>part()
                  .column("STATE", finding -> View.word(finding.state()))
                  .text("what", "what was examined", Finding::what)
                  .column("WHAT")
                  .word("state", "state, one of the words above", Finding::state)
                  .text("found", "what was found", Finding::found)
                  .column("FOUND")
                  .text("why", "why it matters", Finding::why)
                  .column("WHY IT MATTERS")
                  .text("help", "what to do; empty if nothing is needed", Finding::help)
                  .column("WHAT TO DO"),
              Examination::findings)
          .states();

  private final Session session;

  @Mixin private TargetOptions target = new TargetOptions();

  public DoctorCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    Examination examination = new Doctor(target.open(session)).examine();
    session.write(VIEW, examination, target.format());
    if (examination.exit() == ExitStatus.DONE) {
      session.messages().progress("ready: nothing that dtbind needs is missing");
    }
    return examination.exit().code();
  }
}
