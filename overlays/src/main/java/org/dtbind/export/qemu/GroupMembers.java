// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.qemu;

import java.util.List;
import java.util.Optional;

/** Knows which devices are in one IOMMU group with another: only the host itself does. */
@FunctionalInterface
public interface GroupMembers {

  /** Nothing is known of groups. */
  GroupMembers UNKNOWN = member -> Optional.empty();

  /**
   * {@return the devices of a group that a guest is given: all but bridges; empty if the group is
   * not known here}
   *
   * @param member the name of a device in it
   */
  Optional<List<HostDevice>> of(String member);

  record HostDevice(String bus, String name) {

    /** As the kernel names PCI devices: domain, bus, slot, function. */
    private static final String PCI = "[0-9a-f]{4,}:[0-9a-f]{2}:[0-9a-f]{2}\\.[0-7]";

    /**
     * {@return the device of which only the name is known: one of PCI where it is named as these
     * are, else a platform device}
     *
     * @param name it has on its bus
     */
    public static HostDevice named(String name) {
      return new HostDevice(name.matches(PCI) ? "pci" : "platform", name);
    }

    /** Returns whether its name alone would tell its bus. */
    boolean isNamedAsUsual() {
      return named(name).equals(this);
    }
  }
}
