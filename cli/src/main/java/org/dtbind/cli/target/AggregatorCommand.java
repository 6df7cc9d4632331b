// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.target;

import java.util.List;
import org.dtbind.cli.option.CommandGroup;
import org.dtbind.cli.session.Session;

/** The command {@code dtbind aggregator}, for GPIO chips that consist of lines of other chips. */
public final class AggregatorCommand extends CommandGroup {

  public AggregatorCommand(Session session) {
    super(session, "aggregator", "COMMAND", "a command");
    add("create", () -> new AggregatorCreateCommand(session));
    add("list", () -> new AggregatorListCommand(session));
    add("delete", () -> new AggregatorDeleteCommand(session));
  }

  @Override
  public List<String> description() {
    return List.of("Create, list and delete GPIO chips made up of selected lines.");
  }
}
