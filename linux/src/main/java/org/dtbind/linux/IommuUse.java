// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux;

import java.util.List;
import java.util.Optional;
import org.dtbind.tree.NodePath;

/**
 * A node whose memory accesses go through an IOMMU: a node with an "iommus" property, or a host
 * bridge whose "iommu-map" describes the devices behind it (drivers/iommu/of_iommu.c).
 *
 * @param iommu path of the IOMMU; empty if the phandle refers to no node
 * @param ids IDs of the node at the IOMMU: for "iommus", the cells after each phandle; for
 *     "iommu-map", the first ID, the cells of the first ID at the IOMMU, and the number of IDs of
 *     each entry
 * @param behind whether the IDs are those of devices behind the node ("iommu-map")
 * @param grouping how Linux assigns the node to IOMMU groups
 * @param others paths of nodes that share the group regardless of their drivers, because they have
 *     an ID in common or the driver of the IOMMU makes one group; the first 100 if there are more
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

  /** How the driver of an IOMMU assigns devices to groups: its {@code device_group()} callback. */
  public enum Grouping {
    /** A group for each device (drivers/iommu/arm/arm-smmu-v3/arm-smmu-v3.c). */
    EACH("its own group"),
    /** Devices with the same stream ID share a group (drivers/iommu/arm/arm-smmu/arm-smmu.c). */
    BY_ID("its own group, or one shared with devices that have the same ID"),
    /**
     * All devices behind one IOMMU share a group (drivers/iommu/rockchip-iommu.c, sun50i-iommu.c).
     */
    BY_IOMMU("one group for all devices behind this IOMMU"),
    /** The bus determines the groups: by PCI's Access Control Services (drivers/iommu/iommu.c). */
    BY_BUS("groups that depend on the PCI ACS of its bridges, which a tree does not show"),
    /** The driver of the IOMMU determines the groups in a way that is not known. */
    UNKNOWN("groups chosen by the driver of this IOMMU"),
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
