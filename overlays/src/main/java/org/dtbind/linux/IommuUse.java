// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux;

import java.util.List;
import java.util.Optional;
import org.dtbind.tree.NodePath;

/**
 * A node whose memory accesses go through an IOMMU, as a property of its own says, or, for a host
 * bridge, {@code iommu-map} of those of the devices behind it (drivers/iommu/of_iommu.c).
 *
 * @param node which
 * @param iommu the IOMMU's node; empty if the phandle leads to none
 * @param ids what the IOMMU knows it by: each entry's cells behind the phandle. With {@code
 *     iommu-map}, the first ID, that of the IOMMU for it, and how many
 * @param behind whether the IDs are those of devices behind it
 * @param grouping how Linux puts it into groups
 * @param others nodes that are in its group whatever they are bound to, since they share an ID
 */
public record IommuUse(
    NodePath node,
    Optional<NodePath> iommu,
    List<List<Integer>> ids,
    boolean behind,
    Grouping grouping,
    List<NodePath> others) {

  /** Copies the lists. */
  public IommuUse {
    ids = ids.stream().map(List::copyOf).toList();
    others = List.copyOf(others);
  }

  /** How the driver of an IOMMU assigns devices to groups: its {@code device_group()}. */
  public enum Grouping {
    /** A group for each device (drivers/iommu/arm/arm-smmu-v3/arm-smmu-v3.c). */
    EACH("its own group"),
    /** Devices with the same stream ID share a group (drivers/iommu/arm/arm-smmu/arm-smmu.c). */
    BY_ID("its own group, or one shared with devices that have the same ID"),
    /**
     * All devices behind one IOMMU share a group (drivers/iommu/rockchip-iommu.c, sun50i-iommu.c).
     */
    BY_IOMMU("one group for all devices behind this IOMMU"),
    /** As the bus determines: by PCI's Access Control Services (drivers/iommu/iommu.c). */
    BY_BUS("groups by the PCI ACS of its bridges, which a tree does not show"),
    /** The driver of this IOMMU decides. */
    UNKNOWN("groups as chosen by the driver of this IOMMU"),
    /** The IOMMU is disabled, or is not an IOMMU: Linux does not use it. */
    NONE("no group: the IOMMU is disabled, or there is none");

    private final String text;

    Grouping(String text) {
      this.text = text;
    }

    /** {@return the grouping as text} */
    public String text() {
      return text;
    }
  }
}
