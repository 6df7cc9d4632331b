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
   * {@return the devices of a group that a guest is given: all but bridges; empty where the group
   * is not known here}
   *
   * @param member the name of a device in it
   */
  Optional<List<HostDevice>> of(String member);

  /**
   * A device of the host.
   *
   * @param bus it is on
   * @param name it has there
   */
  record HostDevice(String bus, String name) {}
}
