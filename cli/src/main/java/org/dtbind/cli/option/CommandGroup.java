// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.option;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
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
  private final Map<String, Supplier<Command>> commands = new LinkedHashMap<>();

  /**
   * Creates a command.
   *
   * @param label what the help calls the subcommand
   * @param missing what the message about a missing subcommand calls it
   */
  public CommandGroup(Session session, String name, String label, String missing) {
    this.session = session;
    this.name = name;
    this.label = label;
    this.missing = missing;
  }

  /**
   * Adds a subcommand.
   *
   * @param creator a lambda: a reference to the constructor would load the class of the subcommand
   */
  protected final void add(String command, Supplier<Command> creator) {
    commands.put(command, creator);
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
    boolean all =
        Collections.disjoint(commands.keySet(), given)
            || given.contains("--help")
            || given.contains("-h");
    CommandLine line = Arguments.line(this);
    line.getCommandSpec().usageMessage().synopsisSubcommandLabel(label);
    commands.forEach(
        (command, creator) -> {
          if (all || given.contains(command)) {
            line.addSubcommand(command, Arguments.line(creator.get()));
          }
        });
    return line;
  }

  @Override
  public Integer call() {
    List<String> names = List.copyOf(commands.keySet());
    int last = names.size() - 1;
    return session.fail(
        ExitStatus.USAGE,
        "%s is missing: %s or %s%nsee dtbind %s --help"
            .formatted(missing, String.join(", ", names.subList(0, last)), names.get(last), name));
  }
}
