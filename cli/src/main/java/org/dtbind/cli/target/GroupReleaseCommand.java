// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.target;

import java.io.IOException;
import java.util.List;
import org.dtbind.bind.Binder;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.argument.Command;
import org.dtbind.cli.option.ChangeOptions;
import org.dtbind.cli.option.DryRunOption;
import org.dtbind.cli.session.Session;
import org.dtbind.iommu.GroupRequest;
import org.dtbind.iommu.GroupRequest.Goal;

/** The command {@code dtbind group release}. */
final class GroupReleaseCommand implements Command {

  private final Session session;
  private boolean persist;
  private boolean force;
  private final DryRunOption dryRun = new DryRunOption();
  private final ChangeOptions change = new ChangeOptions();
  private int number;

  GroupReleaseCommand(Session session) {
    this.session = session;
  }

  @Override
  public List<String> description() {
    return List.of(
        "Return the devices in an IOMMU group to their former drivers, and roll back completely "
            + "on failure.");
  }

  @Override
  public void declare(Arguments arguments) {
    arguments
        .option("--persist")
        .description("Also remove the files that 'group bind --persist' wrote to /etc.")
        .flag(value -> persist = value);
    arguments
        .option("--force")
        .description("Also release devices that dtbind did not bind, or that are in use.")
        .flag(value -> force = value);
    arguments.add(dryRun);
    arguments.add(change);
    arguments
        .parameter("N")
        .index("0")
        .arity("1")
        .description("Number of the group.")
        .value(int.class, value -> number = value);
  }

  @Override
  public Integer call() throws IOException {
    ChangeReport report =
        new ChangeReport(session, "group-release", ChangeReport.Success.RELEASED, change.format());
    return change.run(
        session, (kernel, stop) -> report.end(new Binder(kernel, stop).change(request())));
  }

  private GroupRequest request() {
    return new GroupRequest(
        number, new Goal.Released(), change.request(force, dryRun.isGiven()), persist);
  }
}
