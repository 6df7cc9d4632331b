// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.target;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.bind.AtBoot;
import org.dtbind.bind.BindRequest;
import org.dtbind.bind.BindRequest.Match;
import org.dtbind.bind.Binder;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.argument.Command;
import org.dtbind.cli.option.AccessOptions;
import org.dtbind.cli.option.ChangeOptions;
import org.dtbind.cli.option.DryRunOption;
import org.dtbind.cli.session.Session;
import org.dtbind.linux.GenericDriver;
import org.dtbind.spec.Access;

/** The command {@code dtbind bind}, which binds devices to drivers. */
public final class BindCommand implements Command {

  private final Session session;
  private Optional<String> driver = Optional.empty();
  private Match match = Match.OVERRIDE;
  private boolean force;
  private boolean persist;
  private final AccessOptions access = new AccessOptions();
  private final DryRunOption dryRun = new DryRunOption();
  private final ChangeOptions change = new ChangeOptions();
  private List<String> devices = new ArrayList<>();

  public BindCommand(Session session) {
    this.session = session;
  }

  @Override
  public List<String> description() {
    return List.of(
        "Bind devices to a driver, verify the result, and roll back completely on failure.");
  }

  @Override
  public void declare(Arguments arguments) {
    arguments
        .option("--driver")
        .label("D")
        .description(
            "Driver to bind the devices to. Default: gpio-aggregator, if a device has no driver "
                + "and its node has a gpios property.")
        .value(String.class, value -> driver = Optional.of(value));
    arguments
        .option("--match")
        .label("override|new_id")
        .description(
            "How to make the driver match a device: by setting the device's driver_override "
                + "(override, the default), or by adding the device's ID to the driver (new_id). "
                + "While dtbind is binding the device, new_id also affects all other devices with "
                + "the same ID.")
        .value(Match.class, value -> match = value);
    arguments
        .option("--force")
        .description(
            "Also take over devices that are in use or bound to another driver. Also allow drivers "
                + "other than "
                + GenericDriver.enumeration()
                + ". Also give devices to owners who can access more than their device through "
                + "/dev/uioN: other registers in the same pages, or memory. Also change owners "
                + "although former users may keep access.")
        .flag(value -> force = value);
    arguments
        .option("--persist")
        .description("Also write files to /etc that apply this change at each boot.")
        .flag(value -> persist = value);
    arguments.add(access);
    arguments.add(dryRun);
    arguments.add(change);
    arguments
        .parameter("DEVICE")
        .index("0..*")
        .arity("1..*")
        .description(
            "Path, label (LABEL or &LABEL), alias or name of a node; name of a Linux device; or "
                + "path of a directory in /sys.")
        .list(String.class, value -> devices = value);
  }

  @Override
  public Optional<String> problem() {
    return devices.size() > 1 && access.link().isPresent()
        ? Optional.of("--link is for one device: bind each device separately, or omit --link")
        : Optional.empty();
  }

  @Override
  public Integer call() throws IOException {
    return change.run(session, (kernel, stop) -> bind(new Binder(kernel, stop)));
  }

  private int bind(Binder binder) throws IOException {
    ChangeReport report =
        new ChangeReport(session, "bind", ChangeReport.Success.BOUND, change.format());
    AtBoot atBoot =
        persist ? new AtBoot.Bound(access.access().orElse(Access.NONE)) : new AtBoot.Unchanged();
    return report.end(
        binder.change(
            devices.stream()
                .map(
                    device ->
                        new BindRequest(
                            device,
                            driver,
                            change.request(force, dryRun.isGiven()),
                            atBoot,
                            match,
                            Optional.empty(),
                            access.access()))
                .toList()));
  }
}
