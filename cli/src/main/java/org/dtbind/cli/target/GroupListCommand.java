// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.target;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.argument.Command;
import org.dtbind.cli.option.KernelOptions;
import org.dtbind.cli.option.SourceOptions;
import org.dtbind.cli.option.TargetOptions;
import org.dtbind.cli.option.TreeOption;
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
  private final TreeOption tree = TreeOption.plain();
  private final SourceOptions source = new SourceOptions();
  private final KernelOptions kernel = new KernelOptions();
  private final TargetOptions target = new TargetOptions();

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
    arguments.add(tree);
    arguments.add(source);
    arguments.add(kernel);
    arguments.add(target);
  }

  @Override
  public Integer call() throws IOException {
    return tree.path().isPresent() ? predicted() : live();
  }

  private int live() throws IOException {
    kernel.rejectWithoutTree();
    IommuGroups groups = IommuGroups.read(target.open(session));
    session.write(GroupReport.LIST, groups, target.format());
    for (LinuxDevice device : groups.without()) {
      session.messages().note(device.text() + " is not in any IOMMU group");
    }
    if (groups.absent().isPresent()) {
      return session.fail(ExitStatus.UNAVAILABLE, groups.absent().get());
    }
    if (target.format() == Format.TABLE) {
      for (IommuGroup group : groups.groups()) {
        if (!group.isolated()) {
          session.messages().note(GroupReport.exposure(group));
        }
      }
    }
    return ExitStatus.DONE.code();
  }

  private int predicted() throws IOException {
    target.rejectWithTree();
    Optional<DeviceTree> read = tree.read(session, source);
    if (read.isEmpty()) {
      return ExitStatus.INPUT.code();
    }
    List<IommuUse> uses = IommuUses.of(read.get(), kernel.read(session.inputs()));
    if (uses.isEmpty()) {
      return session.fail(
          ExitStatus.NOT_FOUND,
          "no node in "
              + InputFiles.name(tree.path().orElseThrow())
              + " has \"iommus\" or \"iommu-map\", so no node is in an IOMMU group");
    }
    session.write(GroupReport.PREDICTED, uses, target.format());
    return ExitStatus.DONE.code();
  }
}
