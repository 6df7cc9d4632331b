// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.target;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.dtbind.bind.Binder;
import org.dtbind.cli.option.ChangeOptions;
import org.dtbind.cli.session.Session;
import org.dtbind.iommu.GroupRequest;
import org.dtbind.iommu.GroupRequest.Goal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code dtbind group release}. */
@Command(
    name = "release",
    description =
        "Return the devices in an IOMMU group to their former drivers, and roll back completely "
            + "on failure.",
    sortOptions = false)
final class GroupReleaseCommand implements Callable<Integer> {

  private final Session session;

  @Option(
      names = "--persist",
      description = "Also remove the files that 'group bind --persist' wrote to /etc.")
  private boolean persist;

  @Option(
      names = "--force",
      description = "Also release devices that dtbind did not bind, or that are in use.")
  private boolean force;

  @Option(
      names = "--dry-run",
      description = "Print exactly what would be written, but write nothing.")
  private boolean dryRun;

  @Mixin private ChangeOptions change = new ChangeOptions();

  @Parameters(paramLabel = "N", description = "The number of the group.")
  private int number;

  GroupReleaseCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    OutcomeOutput output = new OutcomeOutput(session, "group-release", "released", change.format());
    return change.run(
        session, (kernel, stop) -> output.end(new Binder(kernel, stop).change(request())));
  }

  private GroupRequest request() {
    return new GroupRequest(number, new Goal.Released(), change.timeout(), force, dryRun, persist);
  }
}
