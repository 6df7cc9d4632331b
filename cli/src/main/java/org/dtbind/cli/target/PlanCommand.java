// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.target;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.dtbind.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code dtbind plan}, which shows what {@code dtbind apply} would write. */
@Command(
    name = "plan",
    description =
        "Show what 'dtbind apply' with the same options would write, and in what order. This command writes nothing.",
    sortOptions = false)
public final class PlanCommand implements Callable<Integer> {

  private final Session session;

  @Option(names = "--check", description = "Exit with code 5 if there is anything to write.")
  private boolean check;

  @Mixin private SpecApplication application = new SpecApplication();

  public PlanCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    return application.run(session, "plan", true, check);
  }
}
