// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.iommu;

import java.util.Optional;
import java.util.Set;
import org.dtbind.device.LinuxDevice;

/**
 * A device in an IOMMU group, and the owner of its DMA.
 *
 * @param device the device
 * @param dma who may start its memory transfers
 * @param use its function, for PCI bridges; empty for others
 */
public record GroupMember(LinuxDevice device, Dma dma, Optional<String> use) {

  /**
   * The owner of a device's DMA, by its driver (include/linux/pci.h, {@code driver_managed_dma}).
   */
  public enum Dma {
    /** No driver: nobody. */
    NOBODY,
    /** A VFIO driver: the process that opens the group. */
    VFIO,
    /**
     * A driver that starts no transfers for the device, such as {@code pcieport} or {@code
     * pci-stub}.
     */
    NONE,
    /**
     * Any other driver: the kernel, through its DMA API. No other owner of the group is then
     * possible.
     */
    KERNEL,
    /**
     * The device's bus does not report the owner of DMA to the kernel: the device does not count.
     */
    UNTOLD
  }

  /** Drivers of Linux 6.1 to 7.2 that set {@code driver_managed_dma} and are not of VFIO. */
  private static final Set<String> NO_DMA = Set.of("pcieport", "pci-stub");

  /** Buses whose {@code dma_configure()} claims DMA for their drivers (Linux 5.19 and later). */
  private static final Set<String> CLAIMING = Set.of("pci", "platform", "amba", "fsl-mc");

  static GroupMember of(LinuxDevice device, Optional<String> use) {
    return new GroupMember(device, dma(device), use);
  }

  private static Dma dma(LinuxDevice device) {
    if (device.driver().isEmpty()) {
      return Dma.NOBODY;
    }
    String driver = device.driver().get();
    if (isVfio(driver)) {
      return Dma.VFIO;
    }
    if (NO_DMA.contains(driver)) {
      return Dma.NONE;
    }
    return CLAIMING.contains(device.bus()) ? Dma.KERNEL : Dma.UNTOLD;
  }

  /**
   * {@return whether a driver is a VFIO driver, including {@code mlx5_vfio_pci} and similar ones,
   * which have VFIO in their names}
   *
   * @param driver its name
   */
  public static boolean isVfio(String driver) {
    String name = driver.replace('_', '-');
    return name.startsWith("vfio-") || name.endsWith("-vfio-pci");
  }

  /** {@return whether this member prevents another owner of the group} */
  public boolean isInTheWay() {
    return dma == Dma.KERNEL;
  }

  /** {@return whether it is bound to VFIO with its group} */
  public boolean moves() {
    return stays(false).isEmpty();
  }

  /**
   * {@return why it needs no other driver when its group changes; empty if it needs one}
   *
   * @param none whether the group is to have no drivers
   */
  public Optional<String> stays(boolean none) {
    return switch (dma) {
      case NONE ->
          Optional.of(
              "%s stays bound to %s, which starts no transfers"
                  .formatted(device.name(), device.driver().orElse("its driver")));
      case NOBODY -> use.map(bridge -> "%s stays without a driver".formatted(device.name()));
      case UNTOLD ->
          none
              ? Optional.empty()
              : Optional.of(
                  "%s is not changed: bus %s does not report its transfers to the kernel"
                      .formatted(device.name(), device.bus()));
      default -> Optional.empty();
    };
  }
}
