// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.target;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.dtbind.bind.Binder;
import org.dtbind.cli.option.ChangeOptions;
import org.dtbind.cli.session.Exit;
import org.dtbind.cli.session.Session;
import org.dtbind.iommu.GroupMember;
import org.dtbind.iommu.GroupRequest;
import org.dtbind.iommu.GroupRequest.Goal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code dtbind group bind}. */
@Command(
    name = "bind",
    description =
        "Bind the devices in an IOMMU group (except bridges) to VFIO drivers, verify the result "
            + "by opening the group, and roll back completely on failure.",
    sortOptions = false)
final class GroupBindCommand implements Callable<Integer> {

  private final Session session;

  @Option(
      names = "--driver",
      paramLabel = "D",
      description =
          "Driver to bind the devices to. Default: vfio-pci, vfio-platform or vfio-amba, "
              + "depending on the bus of each device.")
  private Optional<String> driver = Optional.empty();

  @Option(
      names = "--none",
      description =
          "Instead of binding the devices, leave them without a driver, and keep all drivers "
              + "away from them.")
  private boolean none;

  @Option(
      names = "--persist",
      description = "Also write files to /etc that apply this change at each boot.")
  private boolean persist;

  @Option(
      names = "--force",
      description =
          "Also take over devices that the system is using, and try to bind devices that dtbind "
              + "expects the driver to reject.")
  private boolean force;

  @Option(
      names = "--dry-run",
      description = "Print exactly what would be written, but write nothing.")
  private boolean dryRun;

  @Mixin private ChangeOptions change = new ChangeOptions();

  @Parameters(paramLabel = "N", description = "The number of the group.")
  private int number;

  GroupBindCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    if (none && driver.isPresent()) {
      return session.fail(Exit.USAGE, "--none leaves devices without a driver: leave out --driver");
    }
    Optional<String> other = driver.filter(name -> !GroupMember.isVfio(name));
    if (other.isPresent()) {
      return session.fail(
          Exit.USAGE,
          "--driver requires a VFIO driver, such as vfio-pci, not \""
              + other.get()
              + "\": only these let a user own a group");
    }
    OutcomeOutput output = new OutcomeOutput(session, "group-bind", "free", change.format());
    return change.run(
        session, (kernel, stop) -> output.end(new Binder(kernel, stop).change(request())));
  }

  private GroupRequest request() {
    return new GroupRequest(
        number,
        none ? new Goal.None() : new Goal.Bound(driver),
        change.timeout(),
        force,
        dryRun,
        persist);
  }
}
