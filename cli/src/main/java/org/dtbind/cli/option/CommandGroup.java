// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.option;

import java.util.ArrayList;
import java.util.List;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.argument.Command;
import org.dtbind.cli.session.Session;
import picocli.CommandLine;

/**
 * A command that has subcommands. Only the requested subcommand is loaded, which saves start time.
 */
public abstract class CommandGroup implements Command {

  private final Session session;
  private final String name;
  private final String label;
  private final String missing;
  private final List<String> names;

  /**
   * Creates a command.
   *
   * @param label what the help calls the subcommand
   * @param missing what the message about a missing subcommand calls it
   * @param names the names of the subcommands
   */
  public CommandGroup(Session session, String name, String label, String missing, String... names) {
    this.session = session;
    this.name = name;
    this.label = label;
    this.missing = missing;
    this.names = List.of(names);
  }

  /** {@return the subcommand with a name} */
  public abstract Command command(String name, Session of);

  @Override
  public String name() {
    return name;
  }

  @Override
  public void declare(Arguments arguments) {
    // A command that has subcommands has only the global options.
  }

  /**
   * Returns the command with the subcommands that occur in the arguments. All subcommands are
   * included if none occurs or if help is requested, because the help lists them.
   */
  public CommandLine line(List<String> given) {
    List<String> typed = new ArrayList<>(names);
    typed.retainAll(given);
    boolean all = typed.isEmpty() || given.contains("--help") || given.contains("-h");
    CommandLine line = Arguments.line(this);
    line.getCommandSpec().usageMessage().synopsisSubcommandLabel(label);
    for (String one : all ? names : typed) {
      line.addSubcommand(one, Arguments.line(command(one, session)));
    }
    return line;
  }

  @Override
  public Integer call() {
    int last = names.size() - 1;
    return session.fail(
        ExitStatus.USAGE,
        "%s is missing: %s or %s%nsee dtbind %s --help"
            .formatted(missing, String.join(", ", names.subList(0, last)), names.get(last), name));
  }
}
