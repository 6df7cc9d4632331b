// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code dtbind aggregator}: chips made of lines of others. */
@Command(
    name = "aggregator",
    description = "Makes, shows and deletes GPIO chips that consist of lines of others.",
    sortOptions = false)
final class AggregatorCommand implements Callable<Integer> {

  private final Session session;

  private AggregatorCommand(Session session) {
    this.session = session;
  }

  /**
   * {@return it with its own commands}
   *
   * @param session what they work with
   */
  static CommandLine line(Session session) {
    return new CommandLine(new AggregatorCommand(session))
        .addSubcommand("create", new AggregatorCreateCommand(session))
        .addSubcommand("list", new AggregatorListCommand(session))
        .addSubcommand("delete", new AggregatorDeleteCommand(session));
  }

  @Override
  public Integer call() {
    return session.fail(
        Exit.USAGE, "what to do is missing: create, list or delete\nsee dtbind aggregator --help");
  }
}
