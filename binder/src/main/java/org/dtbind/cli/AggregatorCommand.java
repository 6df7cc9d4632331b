// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code dtbind aggregator}: chips made of lines of others. */
@Command(
    name = "aggregator",
    description = "Makes, shows and deletes GPIO chips that consist of lines of others.",
    sortOptions = false)
final class AggregatorCommand implements Callable<Integer> {

  private static final List<String> COMMANDS = List.of("create", "list", "delete");

  private final Session session;

  private AggregatorCommand(Session session) {
    this.session = session;
  }

  /** {@return it with those of its own commands that are asked for} */
  static CommandLine line(Session session, List<String> given) {
    CommandLine line = new CommandLine(new AggregatorCommand(session));
    for (String name : CommandName.asked(COMMANDS, given)) {
      line.addSubcommand(name, command(name, session));
    }
    return line;
  }

  private static Callable<Integer> command(String name, Session session) {
    return switch (name) {
      case "create" -> new AggregatorCreateCommand(session);
      case "list" -> new AggregatorListCommand(session);
      case "delete" -> new AggregatorDeleteCommand(session);
      default -> throw new IllegalArgumentException(name);
    };
  }

  @Override
  public Integer call() {
    return session.fail(
        Exit.USAGE, "what to do is missing: create, list or delete\nsee dtbind aggregator --help");
  }
}
