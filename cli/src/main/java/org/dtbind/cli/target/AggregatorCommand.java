// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.target;

import java.util.concurrent.Callable;
import org.dtbind.cli.option.CommandGroup;
import org.dtbind.cli.session.Session;
import picocli.CommandLine.Command;

/** The command {@code dtbind aggregator}, for GPIO chips that consist of lines of other chips. */
@Command(
    name = "aggregator",
    description = "Create, list and delete GPIO chips made up of selected lines.",
    sortOptions = false)
public final class AggregatorCommand extends CommandGroup {

  public AggregatorCommand(Session session) {
    super(session, "aggregator", "what to do", "create", "list", "delete");
  }

  @Override
  public Callable<Integer> command(String name, Session of) {
    return switch (name) {
      case "create" -> new AggregatorCreateCommand(of);
      case "list" -> new AggregatorListCommand(of);
      case "delete" -> new AggregatorDeleteCommand(of);
      default -> throw new IllegalArgumentException(name);
    };
  }
}
