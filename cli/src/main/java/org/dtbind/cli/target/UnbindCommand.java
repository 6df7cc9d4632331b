// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.target;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.dtbind.bind.Binder;
import org.dtbind.bind.UnbindRequest;
import org.dtbind.bind.UnbindRequest.Then;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.argument.Command;
import org.dtbind.cli.option.ChangeOptions;
import org.dtbind.cli.option.DryRunOption;
import org.dtbind.cli.session.Session;

/** The command {@code dtbind unbind}, which releases devices from their drivers. */
public final class UnbindCommand implements Command {

  private final Session session;
  private boolean restore;
  private boolean none;
  private boolean force;
  private boolean persist;
  private final DryRunOption dryRun = new DryRunOption();
  private final ChangeOptions change = new ChangeOptions();
  private List<String> devices = new ArrayList<>();

  public UnbindCommand(Session session) {
    this.session = session;
  }

  @Override
  public List<String> description() {
    return List.of("Release devices, and return each device to its former driver.");
  }

  @Override
  public void declare(Arguments arguments) {
    arguments.addExclusive(
        state -> {
          state
              .option("--restore")
              .description(
                  "Restore the former driver and the former value of driver_override. This is the default.")
              .flag(value -> restore = value);
          state
              .option("--none")
              .description(
                  "Leave the devices without a driver, and prevent all drivers from binding to them.")
              .flag(value -> none = value);
        });
    arguments
        .option("--force")
        .description(
            "Also release devices that dtbind did not bind, that are in use, or to which former "
                + "users may keep access.")
        .flag(value -> force = value);
    arguments
        .option("--persist")
        .description(
            "Also remove the files that an earlier command with --persist wrote to /etc for these "
                + "devices. With --none, instead write files to /etc that prevent all drivers "
                + "from binding to the devices at boot.")
        .flag(value -> persist = value);
    arguments.add(dryRun);
    arguments.add(change);
    arguments
        .parameter("DEVICE")
        .index("0..*")
        .arity("1..*")
        .description(
            "Path, label (LABEL or &LABEL), alias or name of a node; name of a Linux device; or "
                + "path of a directory in /sys. With --persist, you can also use BUS:PATTERN, for "
                + "devices that do not exist yet. In PATTERN, *, ? and [...] are wildcards.")
        .list(String.class, value -> devices = value);
  }

  @Override
  public Integer call() throws IOException {
    return change.run(session, (kernel, stop) -> release(new Binder(kernel, stop)));
  }

  private int release(Binder binder) throws IOException {
    ChangeReport report =
        new ChangeReport(session, "unbind", ChangeReport.Success.RELEASED, change.format());
    Then afterwards = none ? Then.NONE : Then.RESTORE;
    session
        .messages()
        .decision(
            none
                ? "leaving the devices without a driver"
                : restore ? "restoring, as requested" : "restoring, which is the default");
    return report.end(
        binder.change(
            devices.stream()
                .map(
                    device ->
                        new UnbindRequest(
                            device, afterwards, change.request(force, dryRun.isGiven()), persist))
                .toList()));
  }
}
