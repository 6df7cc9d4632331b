// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.target;

import java.io.IOException;
import java.util.List;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.argument.Command;
import org.dtbind.cli.session.Session;

/** The command {@code dtbind plan}, which shows what {@code dtbind apply} would write. */
public final class PlanCommand implements Command {

  private final Session session;
  private boolean check;
  private final SpecApplication application = new SpecApplication();

  public PlanCommand(Session session) {
    this.session = session;
  }

  @Override
  public List<String> description() {
    return List.of(
        "Show what 'dtbind apply' with the same options would write, and in what order. This command writes nothing.");
  }

  @Override
  public void declare(Arguments arguments) {
    arguments
        .option("--check")
        .description("Exit with code 5 if there is anything to write.")
        .flag(value -> check = value);
    arguments.add(application);
  }

  @Override
  public Integer call() throws IOException {
    return application.run(session, "plan", true, check);
  }
}
