// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.target;

import java.io.IOException;
import java.util.List;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.argument.Command;
import org.dtbind.cli.option.TargetOptions;
import org.dtbind.cli.session.Session;
import org.dtbind.doctor.Doctor;
import org.dtbind.doctor.DoctorFinding;
import org.dtbind.doctor.Examination;
import org.dtbind.view.View;
import org.dtbind.view.Words;

/** The command {@code dtbind doctor}, which reports what a system supports and lacks. */
public final class DoctorCommand implements Command {

  private static final Words<DoctorFinding.State> STATES =
      Words.of(
          DoctorFinding.State.class,
          state ->
              switch (state) {
                case OK -> Words.word("ok");
                case MISSING -> Words.word("missing");
                case UNKNOWN -> Words.word("unknown", "dtbind cannot determine the state");
              });

  public static final View<Examination> VIEW =
      View.<Examination>document("doctor", "`doctor`: what dtbind can do on this system")
          .flag(
              "ready",
              "whether you can create GPIO chips from selected lines",
              examination -> examination.exit() == ExitStatus.DONE)
          .number(
              "exit",
              "[exit code](commands.md#exit-codes) of the command",
              examination -> examination.exit().code())
          .list(
              "findings",
              "one entry for each item that was examined",
              View.<DoctorFinding>part()
                  .column("STATE", finding -> STATES.of(finding.state()))
                  .text("what", "item that was examined", DoctorFinding::what)
                  .column("WHAT")
                  .word("state", "state of the item", STATES, DoctorFinding::state)
                  .text("found", "what was found", DoctorFinding::found)
                  .column("FOUND")
                  .text("why", "why the item matters", DoctorFinding::why)
                  .column("WHY IT MATTERS")
                  .text(
                      "help",
                      "what to do about the item; empty if nothing needs to be done",
                      DoctorFinding::help)
                  .column("WHAT TO DO"),
              Examination::findings)
          .states();

  private final Session session;
  private final TargetOptions target = new TargetOptions();

  public DoctorCommand(Session session) {
    this.session = session;
  }

  @Override
  public List<String> description() {
    return List.of(
        "Report what dtbind can do on this system as this user, what is missing, why that "
            + "matters, and what you can do about it. This command changes nothing. It exits with "
            + "code 0 if you can create GPIO chips from selected lines.");
  }

  @Override
  public void declare(Arguments arguments) {
    arguments.add(target);
  }

  @Override
  public Integer call() throws IOException {
    Examination examination = new Doctor(target.open(session)).examine();
    session.output().write(VIEW, examination, target.format());
    if (examination.exit() == ExitStatus.DONE) {
      session
          .messages()
          .progress("ready: dtbind can create GPIO chips from selected lines on this system");
    }
    return examination.exit().code();
  }
}
