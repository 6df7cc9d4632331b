// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.iommu;

import java.util.List;
import java.util.Optional;

/**
 * Devices that an IOMMU cannot tell apart, or that can reach each other without it: they have one
 * owner, or none (Documentation/driver-api/vfio.rst).
 *
 * @param number as in {@code /sys/kernel/iommu_groups}
 * @param type of its current domain, such as {@code DMA-FQ} or {@code identity}; empty if the
 *     kernel does not report it
 * @param members by bus and name
 * @param file in {@code /dev/vfio}, such as {@code /dev/vfio/7}; empty while no member is bound to
 *     VFIO
 * @param isolated whether an IOMMU isolates it; false for a group in VFIO's no-IOMMU mode
 */
public record IommuGroup(
    int number,
    Optional<String> type,
    List<GroupMember> members,
    Optional<String> file,
    boolean isolated) {

  /** Copies the list. */
  public IommuGroup {
    members = List.copyOf(members);
  }

  /**
   * {@return whether a user could own it now: since Linux 5.19, if no member's driver uses the
   * kernel's DMA API (drivers/iommu/iommu.c, {@code iommu_group_claim_dma_owner()}); a bridge is
   * not exempt}
   */
  public boolean isViable() {
    return inTheWay().isEmpty();
  }

  /** {@return the members that prevent a user from owning it} */
  public List<GroupMember> inTheWay() {
    return members.stream().filter(GroupMember::isInTheWay).toList();
  }
}
