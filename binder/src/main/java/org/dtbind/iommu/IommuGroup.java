// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.iommu;

import java.util.List;
import java.util.Optional;

/**
 * Devices that an IOMMU cannot tell apart, or that reach each other past it: they are given to one
 * owner, or to none (Documentation/driver-api/vfio.rst).
 *
 * @param number as in {@code /sys/kernel/iommu_groups}
 * @param type of its domain now, such as {@code DMA-FQ} or {@code identity}; empty where the kernel
 *     does not say
 * @param members by bus and name
 * @param file in {@code /dev/vfio}, such as {@code /dev/vfio/7}; empty while no member is VFIO's
 * @param isolated whether an IOMMU stands behind it; false for a group of VFIO's mode without one
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
   * {@return whether somebody could own it now: since Linux 5.19, when no member's driver uses the
   * kernel's DMA API (drivers/iommu/iommu.c, {@code iommu_group_claim_dma_owner()}); a bridge is
   * not exempt}
   */
  public boolean isViable() {
    return inTheWay().isEmpty();
  }

  /** {@return the members because of which nobody can own it} */
  public List<GroupMember> inTheWay() {
    return members.stream().filter(GroupMember::isInTheWay).toList();
  }
}
