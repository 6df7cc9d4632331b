// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import java.util.List;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.argument.Command;
import org.dtbind.cli.session.Session;
import org.dtbind.cli.session.Version;
import picocli.CommandLine;

/** The command {@code dtbind} without a subcommand: help and version. */
public final class DtbindCommand implements Command {

  private final Session session;

  public DtbindCommand(Session session) {
    this.session = session;
  }

  @Override
  public List<String> description() {
    return List.of(
        "Compile and check devicetrees, bind their devices to drivers, and verify the result.");
  }

  @Override
  public void declare(Arguments arguments) {
    arguments.option("-h", "--help").global().description("Print this help and exit.").help();
    arguments.option("--version").description("Print the version and commit, and exit.").version();
    arguments.add(session.options());
  }

  /** {@return the program, without subcommands} */
  public CommandLine line() {
    CommandLine line = Arguments.line(this).setCommandName("dtbind");
    line.getCommandSpec().versionProvider(() -> new String[] {Version.ofThisBuild().line()});
    line.getCommandSpec().usageMessage().synopsisSubcommandLabel("COMMAND");
    return line;
  }

  @Override
  public Integer call() {
    return session.fail(ExitStatus.USAGE, "a command is missing\nsee dtbind --help");
  }
}
