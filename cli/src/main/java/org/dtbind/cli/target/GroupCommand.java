// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.target;

import java.util.List;
import org.dtbind.cli.argument.Command;
import org.dtbind.cli.option.CommandGroup;
import org.dtbind.cli.session.Session;

/** The command {@code dtbind group}, for IOMMU groups. */
public final class GroupCommand extends CommandGroup {

  public GroupCommand(Session session) {
    super(session, "group", "COMMAND", "a command", "list", "show", "bind", "release", "hand-over");
  }

  @Override
  public List<String> description() {
    return List.of(
        "Show IOMMU groups, bind their devices to VFIO drivers, and give the groups to users. An "
            + "IOMMU group is the smallest set of devices that you can give to a program or a "
            + "virtual machine.");
  }

  @Override
  public Command command(String name, Session of) {
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
