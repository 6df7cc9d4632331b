// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.target;

import java.util.List;
import org.dtbind.cli.option.CommandGroup;
import org.dtbind.cli.session.Session;

/** The command {@code dtbind group}, for IOMMU groups. */
public final class GroupCommand extends CommandGroup {

  public GroupCommand(Session session) {
    super(session, "group", "COMMAND", "a command");
    add("list", () -> new GroupListCommand(session));
    add("show", () -> new GroupShowCommand(session));
    add("bind", () -> new GroupBindCommand(session));
    add("release", () -> new GroupReleaseCommand(session));
  }

  @Override
  public List<String> description() {
    return List.of(
        "Show IOMMU groups, bind their devices to VFIO drivers, and give the groups to users. An "
            + "IOMMU group is the smallest set of devices that you can give to a program or a "
            + "virtual machine.");
  }
}
