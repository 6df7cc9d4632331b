// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.qemu;

import java.util.List;
import java.util.Optional;

/** Finds the devices of an IOMMU group. Only the host knows them. */
@FunctionalInterface
public interface GroupMembers {

  /** Knows no groups, for exports that do not run on the host. */
  GroupMembers UNKNOWN = member -> Optional.empty();

  /**
   * Returns the devices of a group that a guest receives, which are all except bridges; empty if
   * the group is unknown.
   */
  Optional<List<HostDevice>> of(String member);

  record HostDevice(String bus, String name) {

    /** The kernel's form of PCI device names: domain, bus, slot, function. */
    private static final String PCI = "[0-9a-f]{4,}:[0-9a-f]{2}:[0-9a-f]{2}\\.[0-7]";

    /**
     * Returns a device of which only the name is known: a PCI device if the name has the form of
     * PCI names, otherwise a platform device.
     *
     * @param name name of the device on its bus
     */
    public static HostDevice named(String name) {
      return new HostDevice(name.matches(PCI) ? "pci" : "platform", name);
    }

    /** Whether {@link #named} would find the bus of this device. */
    boolean isNamedAsUsual() {
      return named(name).equals(this);
    }
  }
}
