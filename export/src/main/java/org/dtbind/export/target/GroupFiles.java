// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.target;

import java.util.List;
import org.dtbind.export.Artefact;
import org.dtbind.spec.Access;

/** The file that sets the owner of an IOMMU group's device nodes whenever they appear. */
public final class GroupFiles {

  private GroupFiles() {}

  /**
   * {@return the path of the rules, relative to {@code /etc} or {@code /run}}
   *
   * @param name name of that device
   */
  public static String path(String bus, String name) {
    return "udev/rules.d/70-dtbind-group-" + bus + ":" + name + ".rules";
  }

  /**
   * {@return the absolute path of the file that marks a device as released from VFIO since the
   * system started; while it exists, no rule sets an owner for the device's group}
   *
   * @param name name of the device
   */
  public static String returned(String bus, String name) {
    return "/run/dtbind/returned/" + bus + ":" + name;
  }

  /**
   * {@return udev rules for a group, in a file that is named after the first device}
   *
   * @param members devices of the group that are bound to VFIO, one or more, all with names
   * @param access owner of the group's device nodes; a link in it is ignored
   */
  public static Artefact rules(List<TargetDevice> members, Access access) {
    TargetDevice first = members.get(0);
    return Artefact.text(
        path(first.bus(), first.name().orElseThrow()),
        "sets the owner of the device nodes of the IOMMU group",
        UdevRules.group(members, access.withoutLink()));
  }
}
