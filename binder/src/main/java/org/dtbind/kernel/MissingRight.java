// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel;

import java.util.Optional;

/**
 * Explains which permission a user lacks and how to get it: by a group, a udev rule, or a
 * capability.
 */
public final class MissingRight {

  // include/uapi/linux/capability.h
  private static final int CAP_DAC_OVERRIDE = 1;
  private static final int CAP_SYS_MODULE = 16;

  private MissingRight() {}

  /** {@return advice about a failure for lack of permission, one line} */
  public static String of(Kernel kernel, Failure why) {
    if (why.errno() == Errno.EROFS) {
      return "it is mounted read-only, as is usual in containers: run this command outside the "
          + "container, or mount it writable";
    }
    return why.path().startsWith("/dev/")
        ? toOpen(kernel, why.path())
        : who(kernel.sysfs(), CAP_DAC_OVERRIDE, "CAP_DAC_OVERRIDE");
  }

  private static String toOpen(Kernel kernel, String device) {
    Optional<Owner> owner = kernel.files().owner(device);
    if (owner.isEmpty()) {
      return "run this command as root, or as a member of the group that can read it";
    }
    boolean group = owner.get().groupMayReadAndWrite() && !owner.get().group().equals("root");
    String owned = "its owner, group and mode are " + owner.get().text() + ": ";
    return owned
        + (group
            ? "join group %s (usermod -aG %s USER, then log in again), or run this command as root"
                .formatted(owner.get().group(), owner.get().group())
            : "run this command as root, or give a group access with a udev rule such as"
                + " SUBSYSTEM==\"gpio\", KERNEL==\"gpiochip*\", GROUP=\"gpio\", MODE=\"0660\"");
  }

  /**
   * {@return advice for a user who may not load modules, one line}
   *
   * @param sysfs shows the current user
   */
  public static String toLoadModules(Sysfs sysfs) {
    return who(sysfs, CAP_SYS_MODULE, "CAP_SYS_MODULE");
  }

  private static String who(Sysfs sysfs, int capability, String name) {
    ProcessStatus status = ProcessStatus.read(sysfs);
    boolean root = status.field("Uid").startsWith("0");
    String effective = status.field("CapEff");
    boolean has =
        effective.matches("[0-9a-f]{1,16}")
            && (Long.parseUnsignedLong(effective, 16) >> capability & 1) != 0;
    if (!root) {
      String user = status.user();
      return ("group membership and udev rules cannot grant this%s: run this command as root "
              + "(sudo), or with %s")
          .formatted(user.isEmpty() ? "" : " to user " + user, name);
    }
    return has
        ? "a container or a security module prevents root from doing this here"
        : "root has no %s here: add it to the container or to the unit's CapabilityBoundingSet="
            .formatted(name);
  }
}
