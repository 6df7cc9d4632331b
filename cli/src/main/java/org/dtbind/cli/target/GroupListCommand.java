// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.target;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.argument.Command;
import org.dtbind.cli.option.InputOption;
import org.dtbind.cli.session.InputFiles;
import org.dtbind.cli.session.Session;
import org.dtbind.device.LinuxDevice;
import org.dtbind.iommu.IommuGroup;
import org.dtbind.iommu.IommuGroups;
import org.dtbind.linux.IommuUse;
import org.dtbind.linux.IommuUses;
import org.dtbind.tree.DeviceTree;
import org.dtbind.view.Format;

/** The command {@code dtbind group list}. */
final class GroupListCommand implements Command {

  private final Session session;
  private final InputOption input = InputOption.plain();

  GroupListCommand(Session session) {
    this.session = session;
  }

  @Override
  public List<String> description() {
    return List.of(
        "List the IOMMU groups of the system or, with --tree, of a devicetree. For the system, "
            + "also show which groups a program or a virtual machine can currently own.");
  }

  @Override
  public void declare(Arguments arguments) {
    arguments.add(input);
    arguments.add(input.source());
    arguments.add(input.kernel());
    arguments.add(input.target());
  }

  @Override
  public Integer call() throws IOException {
    return input.tree().isPresent() ? predicted() : live();
  }

  private int live() throws IOException {
    IommuGroups groups = IommuGroups.read(input.target().open(session));
    session.output().write(GroupReport.LIST, groups, input.target().format());
    for (LinuxDevice device : groups.without()) {
      session.messages().note(device.text() + " is not in any IOMMU group");
    }
    if (groups.absent().isPresent()) {
      return session.fail(ExitStatus.UNAVAILABLE, groups.absent().get());
    }
    if (input.target().format() == Format.TABLE) {
      for (IommuGroup group : groups.groups()) {
        if (!group.isolated()) {
          session.messages().note(GroupReport.exposure(group));
        }
      }
    }
    return ExitStatus.DONE.code();
  }

  private int predicted() throws IOException {
    Optional<DeviceTree> read = input.read(session);
    if (read.isEmpty()) {
      return ExitStatus.INPUT.code();
    }
    List<IommuUse> uses = IommuUses.of(read.get(), input.kernel().read(session.inputs()));
    if (uses.isEmpty()) {
      return session.fail(
          ExitStatus.NOT_FOUND,
          "no node in "
              + InputFiles.name(input.tree().orElseThrow())
              + " has \"iommus\" or \"iommu-map\", so no node is in an IOMMU group");
    }
    session.output().write(GroupReport.PREDICTED, uses, input.target().format());
    return ExitStatus.DONE.code();
  }
}
