// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.target;

import java.util.List;
import org.dtbind.export.Artefact;
import org.dtbind.spec.Access;

/** The file that sets the owner of an IOMMU group's nodes whenever they appear. */
public final class GroupFiles {

  private GroupFiles() {}

  /**
   * {@return its path below {@code /etc} or {@code /run}}
   *
   * @param bus of a device of the group
   * @param name of that device
   */
  public static String path(String bus, String name) {
    return "udev/rules.d/70-dtbind-group-" + bus + ":" + name + ".rules";
  }

  /**
   * {@return the path of the file that marks a device as released from VFIO since the system
   * started: while it exists, no rule sets an owner for the device's group}
   *
   * @param bus of the device
   * @param name of the device
   */
  public static String returned(String bus, String name) {
    return "/run/dtbind/returned/" + bus + ":" + name;
  }

  /**
   * {@return udev rules}
   *
   * @param members devices of one group that are bound to VFIO, at least one, with their names; the
   *     file is named after the first
   * @param access who may use the group; no link is created
   */
  public static Artefact rules(List<TargetDevice> members, Access access) {
    TargetDevice first = members.get(0);
    return Artefact.text(
        path(first.bus(), first.name().orElseThrow()),
        "gives the device nodes of its IOMMU group to their owner",
        UdevRules.group(members, access.withoutLink()));
  }
}
