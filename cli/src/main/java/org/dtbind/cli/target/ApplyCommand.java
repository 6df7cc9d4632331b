// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.target;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.dtbind.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dtbind apply}: devices and aggregators as a file declares them. */
@Command(
    name = "apply",
    description =
        "Has devices bound and aggregators made as a file declares: all of them, verified, or none."
            + " What is so already is left as it is.",
    sortOptions = false)
public final class ApplyCommand implements Callable<Integer> {

  private final Session session;

  @Option(names = "--dry-run", description = "Print the exact writes and write nothing.")
  private boolean dryRun;

  @Mixin private SpecApplication application = new SpecApplication();

  public ApplyCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    return application.run(session, "apply", dryRun, false);
  }
}
