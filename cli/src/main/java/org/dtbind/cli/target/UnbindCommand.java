// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.target;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.dtbind.bind.Binder;
import org.dtbind.bind.UnbindRequest;
import org.dtbind.bind.UnbindRequest.Then;
import org.dtbind.cli.option.ChangeOptions;
import org.dtbind.cli.session.Session;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code dtbind unbind}, which releases devices from their drivers. */
@Command(
    name = "unbind",
    description =
        "Release devices, and return each device to the driver from which dtbind took it.",
    sortOptions = false)
public final class UnbindCommand implements Callable<Integer> {

  /** The state in which to leave the devices. Picocli fills it in. */
  private static final class End {
    @Option(
        names = "--restore",
        description =
            "Restore the former driver and the former value of driver_override. This is the "
                + "default.")
    private boolean restore;

    @Option(
        names = "--none",
        description = "Leave the devices without a driver, and keep all drivers away from them.")
    private boolean none;
  }

  private final Session session;

  @ArgGroup private End end = new End();

  @Option(
      names = "--force",
      description = "Also release devices that dtbind did not bind, or that are in use.")
  private boolean force;

  @Option(
      names = "--persist",
      description =
          "Also remove the files that an earlier command with --persist wrote to /etc for these "
              + "devices. With --none, instead write files to /etc that keep all drivers away "
              + "from the devices at each boot.")
  private boolean persist;

  @Option(
      names = "--dry-run",
      description = "Print exactly what would be written, but write nothing.")
  private boolean dryRun;

  @Mixin private ChangeOptions change = new ChangeOptions();

  @Parameters(
      arity = "1..*",
      paramLabel = "DEVICE",
      description =
          "Path, label (LABEL or &LABEL), alias or name of a node; name of a Linux device; or "
              + "path of a directory in /sys. With --persist, you can also use BUS:PATTERN, for "
              + "devices that do not exist yet. In PATTERN, *, ? and [...] are wildcards.")
  private List<String> devices = new ArrayList<>();

  public UnbindCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    return change.run(session, (kernel, stop) -> release(new Binder(kernel, stop)));
  }

  private int release(Binder binder) throws IOException {
    OutcomeOutput output = new OutcomeOutput(session, "unbind", "released", change.format());
    Then then = end.none ? Then.NONE : Then.RESTORE;
    session.messages().decision(end.restore ? "restoring, as requested" : "leaving with " + then);
    return output.end(
        binder.change(
            devices.stream()
                .map(
                    device ->
                        new UnbindRequest(device, then, change.timeout(), force, dryRun, persist))
                .toList()));
  }
}
