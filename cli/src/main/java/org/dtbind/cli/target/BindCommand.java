// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.target;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.dtbind.bind.AtBoot;
import org.dtbind.bind.BindRequest;
import org.dtbind.bind.Binder;
import org.dtbind.cli.option.AccessOptions;
import org.dtbind.cli.option.ChangeOptions;
import org.dtbind.cli.session.Exit;
import org.dtbind.cli.session.Session;
import org.dtbind.spec.Access;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code dtbind bind}, which binds devices to drivers. */
@Command(
    name = "bind",
    description =
        "Bind devices to a driver, verify the result, and roll back completely on failure.",
    sortOptions = false)
public final class BindCommand implements Callable<Integer> {

  private final Session session;

  @Option(
      names = "--driver",
      paramLabel = "D",
      description =
          "Driver to bind the devices to. Default: gpio-aggregator, if a device has no driver "
              + "and its node has a gpios property.")
  private Optional<String> driver = Optional.empty();

  @Option(
      names = "--match",
      paramLabel = "override|new_id",
      description =
          "How to make the driver match a device: by setting the device's driver_override "
              + "(override, the default), or by adding the device's ID to the driver (new_id). "
              + "While dtbind is binding the device, new_id also affects all other devices with "
              + "the same ID.")
  private String match = "override";

  @Option(
      names = "--force",
      description =
          "Also take over devices that are in use or bound to another driver. Also allow drivers "
              + "other than gpio-aggregator, spidev, uio_pdrv_genirq, vfio-pci, vfio-platform and "
              + "vfio-amba.")
  private boolean force;

  @Option(
      names = "--persist",
      description = "Also write files to /etc that apply this change at each boot.")
  private boolean persist;

  @Mixin private AccessOptions access = new AccessOptions();

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
              + "path of a directory in /sys.")
  private List<String> devices = new ArrayList<>();

  public BindCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    if (!match.equals("override") && !match.equals("new_id")) {
      return session.fail(Exit.USAGE, "--match accepts override or new_id, not \"" + match + "\"");
    }
    if (access.problem().isPresent()) {
      return session.fail(Exit.USAGE, access.problem().get());
    }
    if (devices.size() > 1 && access.link().isPresent()) {
      return session.fail(
          Exit.USAGE, "--link is for one device: bind each device separately, or leave out --link");
    }
    return change.run(session, (kernel, stop) -> bind(new Binder(kernel, stop)));
  }

  private int bind(Binder binder) throws IOException {
    OutcomeOutput output = new OutcomeOutput(session, "bind", "bound", change.format());
    AtBoot atBoot =
        persist ? new AtBoot.Bound(access.access().orElse(Access.NONE)) : new AtBoot.Unchanged();
    return output.end(
        binder.change(
            devices.stream()
                .map(
                    device ->
                        new BindRequest(
                            device,
                            driver,
                            change.timeout(),
                            force,
                            dryRun,
                            atBoot,
                            way(),
                            Optional.empty(),
                            access.access()))
                .toList()));
  }

  private BindRequest.Match way() {
    return match.equals("new_id") ? BindRequest.Match.NEW_ID : BindRequest.Match.OVERRIDE;
  }
}
