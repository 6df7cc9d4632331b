// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.target;

import java.util.List;
import org.dtbind.cli.argument.Command;
import org.dtbind.cli.option.CommandGroup;
import org.dtbind.cli.session.Session;

/** The command {@code dtbind aggregator}, for GPIO chips that consist of lines of other chips. */
public final class AggregatorCommand extends CommandGroup {

  public AggregatorCommand(Session session) {
    super(session, "aggregator", "COMMAND", "a command", "create", "list", "delete");
  }

  @Override
  public List<String> description() {
    return List.of("Create, list and delete GPIO chips made up of selected lines.");
  }

  @Override
  public Command command(String name, Session of) {
    return switch (name) {
      case "create" -> new AggregatorCreateCommand(of);
      case "list" -> new AggregatorListCommand(of);
      case "delete" -> new AggregatorDeleteCommand(of);
      default -> throw new IllegalArgumentException(name);
    };
  }
}
