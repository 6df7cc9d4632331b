// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.iommu;

import java.util.List;
import java.util.Optional;

/**
 * Devices that an IOMMU cannot tell apart, or that can reach each other without it, so that they
 * must have the same owner (Documentation/driver-api/vfio.rst).
 *
 * @param type the type of the current domain, such as {@code DMA-FQ} or {@code identity}; empty if
 *     the kernel does not report it
 * @param members the devices, by bus and name
 * @param file the node of the group, such as {@code /dev/vfio/7}; empty while no member is bound to
 *     VFIO
 * @param isolated whether an IOMMU isolates the group; false for a group in VFIO's no-IOMMU mode
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
   * {@return whether a user could own the group now. Since Linux 5.19, this is possible if no
   * member's driver uses the kernel's DMA API (drivers/iommu/iommu.c, {@code
   * iommu_group_claim_dma_owner()}); bridges are not exempt}
   */
  public boolean isViable() {
    return preventingOwnership().isEmpty();
  }

  /** {@return the members that prevent a user from owning the group} */
  public List<GroupMember> preventingOwnership() {
    return members.stream().filter(GroupMember::preventsOwnership).toList();
  }
}
