// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.target;

import java.io.IOException;
import java.util.List;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.argument.Command;
import org.dtbind.cli.option.DryRunOption;
import org.dtbind.cli.session.Session;

/**
 * The command {@code dtbind apply}, which binds devices and creates aggregators that a file
 * declares.
 */
public final class ApplyCommand implements Command {

  private final Session session;
  private final DryRunOption dryRun = new DryRunOption();
  private final SpecApplication application = new SpecApplication();

  public ApplyCommand(Session session) {
    this.session = session;
  }

  @Override
  public List<String> description() {
    return List.of(
        "Apply a declaration: bind its devices and IOMMU groups, and create its GPIO aggregators. "
            + "Verify the result, and roll back everything on failure. Anything that is already in "
            + "the declared state is left unchanged.");
  }

  @Override
  public void declare(Arguments arguments) {
    arguments.add(dryRun);
    arguments.add(application);
  }

  @Override
  public Integer call() throws IOException {
    return application.run(session, "apply", dryRun.isGiven(), false);
  }
}
