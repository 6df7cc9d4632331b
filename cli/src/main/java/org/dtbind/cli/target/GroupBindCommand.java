// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.target;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.dtbind.bind.Binder;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.argument.Command;
import org.dtbind.cli.option.ChangeOptions;
import org.dtbind.cli.option.DryRunOption;
import org.dtbind.cli.option.SecondsOption;
import org.dtbind.cli.session.Session;
import org.dtbind.iommu.GroupRequest;
import org.dtbind.iommu.GroupRequest.Goal;
import org.dtbind.iommu.HandOverRequest;
import org.dtbind.linux.GenericDriver;

/** The command {@code dtbind group bind}. */
final class GroupBindCommand implements Command {

  private final Session session;
  private Optional<String> driver = Optional.empty();
  private boolean none;
  private boolean persist;
  private boolean force;
  private Optional<String> owner = Optional.empty();
  private final SecondsOption patience =
      new SecondsOption(
          "--wait", 0, "Seconds to wait for the group to be closed, with --owner. Default: 0.");
  private final DryRunOption dryRun = new DryRunOption();
  private final ChangeOptions change = new ChangeOptions();
  private int number;

  GroupBindCommand(Session session) {
    this.session = session;
  }

  @Override
  public List<String> description() {
    return List.of(
        "Bind the devices in an IOMMU group (except bridges) to VFIO drivers, verify the result "
            + "by opening the group, and roll back completely on failure. With --owner, "
            + "instead give one user exclusive access to a group that is bound; if a process has "
            + "the group open, reject the request.");
  }

  @Override
  public void declare(Arguments arguments) {
    arguments
        .option("--driver")
        .label("D")
        .description(
            "Driver to bind the devices to. Default: vfio-pci, vfio-platform or vfio-amba, "
                + "depending on the bus of each device.")
        .value(String.class, value -> driver = Optional.of(value));
    arguments
        .option("--none")
        .description(
            "Instead of binding the devices, leave them without a driver, and prevent all "
                + "drivers from binding to them.")
        .flag(value -> none = value);
    arguments
        .option("--owner")
        .label("USER")
        .description("The owner of a group that is bound. A user name or user ID.")
        .value(String.class, value -> owner = Optional.of(value));
    arguments.add(patience);
    arguments
        .option("--persist")
        .description("Also write files to /etc that apply this change at each boot.")
        .flag(value -> persist = value);
    arguments
        .option("--force")
        .description(
            "Also take over devices that the system is using, and try to bind devices that dtbind "
                + "expects the driver to reject. Also change the owner if VFIO's "
                + "allow_unsafe_interrupts option lets the owner inject interrupts of other "
                + "devices, or if former users may keep access.")
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
  public Optional<String> problem() {
    if (none && driver.isPresent()) {
      return Optional.of("--none leaves devices without a driver: omit --driver");
    }
    if (owner.isPresent() && (none || driver.isPresent())) {
      return Optional.of("--owner is for a group that is bound: omit --driver and --none");
    }
    if (!patience.orElse(Duration.ZERO).isZero() && owner.isEmpty()) {
      return Optional.of("--wait requires --owner");
    }
    return owner
        .filter(name -> !name.matches("[A-Za-z0-9_.][A-Za-z0-9_.@-]*[$]?"))
        .map(name -> "\"" + name + "\" is not a valid user name")
        .or(() -> notVfio());
  }

  private Optional<String> notVfio() {
    return driver
        .filter(name -> !GenericDriver.isVfio(name))
        .map(
            name ->
                "--driver requires a VFIO driver, such as vfio-pci, not \""
                    + name
                    + "\": only these let a user own a group");
  }

  @Override
  public Integer call() throws IOException {
    ChangeReport report =
        new ChangeReport(
            session, "group-bind", ChangeReport.Success.WITHOUT_DRIVER, change.format());
    return change.run(
        session,
        (kernel, stop) -> {
          Binder binder = new Binder(kernel, stop);
          if (owner.isPresent()) {
            return new GroupOwnerReport(session, number, owner.get(), change.format())
                .show(binder.handOver(handOver(owner.get())));
          }
          return report.end(binder.change(request()));
        });
  }

  private HandOverRequest handOver(String user) {
    return new HandOverRequest(
        number,
        user,
        change.request(force, dryRun.isGiven()),
        persist,
        patience.orElse(Duration.ZERO));
  }

  private GroupRequest request() {
    return new GroupRequest(
        number,
        none ? new Goal.None() : new Goal.Bound(driver),
        change.request(force, dryRun.isGiven()),
        persist);
  }
}
