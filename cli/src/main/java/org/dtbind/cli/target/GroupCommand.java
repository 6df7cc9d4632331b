// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.target;

import java.util.concurrent.Callable;
import org.dtbind.cli.option.CommandGroup;
import org.dtbind.cli.session.Session;
import picocli.CommandLine.Command;

/** The command {@code dtbind group}, for IOMMU groups. */
@Command(
    name = "group",
    description =
        "Show IOMMU groups, bind their devices to VFIO drivers, and give the groups to users. An "
            + "IOMMU group is the smallest set of devices that you can give to a program or a "
            + "virtual machine.",
    sortOptions = false)
public final class GroupCommand extends CommandGroup {

  public GroupCommand(Session session) {
    super(session, "group", "what to do", "list", "show", "bind", "release", "hand-over");
  }

  @Override
  public Callable<Integer> command(String name, Session of) {
    return switch (name) {
      case "list" -> new GroupListCommand(of);
      case "show" -> new GroupShowCommand(of);
      case "bind" -> new GroupBindCommand(of);
      case "release" -> new GroupReleaseCommand(of);
      case "hand-over" -> new GroupHandOverCommand(of);
      default -> throw new IllegalArgumentException(name);
    };
  }
}
