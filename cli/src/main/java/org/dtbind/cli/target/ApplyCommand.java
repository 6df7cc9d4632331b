// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.target;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.dtbind.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The command {@code dtbind apply}, which binds devices and creates aggregators that a file
 * declares.
 */
@Command(
    name = "apply",
    description =
        "Apply a declaration: bind its devices and IOMMU groups, and create its GPIO aggregators. "
            + "Verify the result, and roll back everything on failure. Leave alone anything that "
            + "is already in the declared state.",
    sortOptions = false)
public final class ApplyCommand implements Callable<Integer> {

  private final Session session;

  @Option(
      names = "--dry-run",
      description = "Print exactly what would be written, but write nothing.")
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
