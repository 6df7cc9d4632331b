// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.target;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.dtbind.cli.option.SourceOptions;
import org.dtbind.cli.option.TargetOptions;
import org.dtbind.cli.option.TreeOption;
import org.dtbind.cli.session.Exit;
import org.dtbind.cli.session.InputFiles;
import org.dtbind.cli.session.Session;
import org.dtbind.device.LinuxDevice;
import org.dtbind.iommu.IommuGroup;
import org.dtbind.iommu.IommuGroups;
import org.dtbind.linux.IommuUse;
import org.dtbind.linux.IommuUses;
import org.dtbind.tree.DeviceTree;
import org.dtbind.view.Format;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code dtbind group list}. */
@Command(
    name = "list",
    description =
        "List the IOMMU groups of the system or, with --tree, of a devicetree. For the system, "
            + "also show which groups a program or a virtual machine can currently own.",
    sortOptions = false)
final class GroupListCommand implements Callable<Integer> {

  private final Session session;

  @Mixin private TreeOption tree = new TreeOption();

  @Mixin private SourceOptions source = new SourceOptions();

  @Mixin private TargetOptions target = new TargetOptions();

  GroupListCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    return tree.path().isPresent() ? predicted() : live();
  }

  private int live() throws IOException {
    IommuGroups groups = IommuGroups.read(target.open(session));
    session.write(GroupReport.LIST, groups, target.format());
    for (LinuxDevice device : groups.without()) {
      session.messages().progress("note: " + device.text() + " is in no IOMMU group");
    }
    if (groups.absent().isPresent()) {
      return session.fail(Exit.UNSUPPORTED, groups.absent().get());
    }
    if (target.format() == Format.TABLE) {
      for (IommuGroup group : groups.groups()) {
        if (!group.isolated()) {
          session.messages().progress("note: " + GroupReport.exposure(group));
        }
      }
    }
    return Exit.OK.code();
  }

  private int predicted() throws IOException {
    Optional<DeviceTree> read = tree.read(session, source);
    if (read.isEmpty()) {
      return Exit.INPUT.code();
    }
    List<IommuUse> uses = IommuUses.of(read.get());
    if (uses.isEmpty()) {
      return session.fail(
          Exit.NOT_FOUND,
          "no node of "
              + InputFiles.name(tree.path().orElseThrow())
              + " has \"iommus\" or \"iommu-map\": no node is in an IOMMU group");
    }
    session.write(GroupReport.PREDICTED, uses, target.format());
    return Exit.OK.code();
  }
}
