// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.iommu;

import java.util.Optional;
import java.util.Set;
import org.dtbind.device.LinuxDevice;
import org.dtbind.linux.GenericDriver;

/**
 * A device in an IOMMU group, and the owner of its DMA.
 *
 * @param dma the party that may start memory transfers of the device
 * @param bridge the kind of bridge; empty for other devices
 */
public record GroupMember(LinuxDevice device, Dma dma, Optional<Bridge> bridge) {

  /** A kind of bridge (PCI Code and ID Assignment Specification). */
  public enum Bridge {
    /** A PCI-to-PCI bridge, whose driver may start transfers. */
    PCI,
    /** A bridge from the host to PCI. */
    HOST
  }

  /**
   * The owner of a device's DMA, according to the device's driver (include/linux/pci.h, {@code
   * driver_managed_dma}).
   */
  public enum Dma {
    /** The device has no driver, and nobody owns its DMA. */
    NOBODY,
    /** The device is bound to a VFIO driver, and the process that opens the group owns the DMA. */
    VFIO,
    /**
     * The device is bound to a driver that starts no transfers for it, such as {@code pcieport} or
     * {@code pci-stub}.
     */
    NONE,
    /**
     * The device is bound to any other driver, and the kernel owns the DMA through its DMA API. No
     * other owner of the group is possible then.
     */
    KERNEL,
    /**
     * The device's bus does not report the owner of DMA to the kernel, so the kernel ignores this
     * device when it checks the owner of the group.
     */
    UNREPORTED
  }

  /**
   * The drivers of Linux 6.1 to 7.2 that set {@code driver_managed_dma} and are not VFIO drivers.
   */
  private static final Set<String> NO_DMA = Set.of("pcieport", "pci-stub");

  /**
   * The buses whose {@code dma_configure()} claims DMA for their drivers (Linux 5.19 and later).
   */
  private static final Set<String> CLAIMING = Set.of("pci", "platform", "amba", "fsl-mc");

  static GroupMember of(LinuxDevice device, Optional<Bridge> bridge) {
    return new GroupMember(device, dma(device), bridge);
  }

  private static Dma dma(LinuxDevice device) {
    if (device.driver().isEmpty()) {
      return Dma.NOBODY;
    }
    String driver = device.driver().get();
    if (GenericDriver.isVfio(driver)) {
      return Dma.VFIO;
    }
    if (NO_DMA.contains(driver)) {
      return Dma.NONE;
    }
    return CLAIMING.contains(device.bus()) ? Dma.KERNEL : Dma.UNREPORTED;
  }

  /** {@return whether this member prevents any owner of the group other than the kernel} */
  public boolean preventsOwnership() {
    return dma == Dma.KERNEL;
  }

  /** {@return whether this member is bound to VFIO together with its group} */
  public boolean moves() {
    return stays(false).isEmpty();
  }

  /**
   * {@return why this member keeps its driver when the drivers of its group change; empty if its
   * driver changes, too}
   *
   * @param none whether the group is to have no drivers
   */
  public Optional<String> stays(boolean none) {
    return switch (dma) {
      case NONE ->
          Optional.of(
              "%s stays bound to %s, which starts no transfers"
                  .formatted(device.name(), device.driver().orElse("its driver")));
      case NOBODY -> bridge.map(any -> "%s stays without a driver".formatted(device.name()));
      case UNREPORTED ->
          none
              ? Optional.empty()
              : Optional.of(
                  "%s stays as it is: bus %s does not tell the kernel who starts transfers"
                      .formatted(device.name(), device.bus()));
      default -> Optional.empty();
    };
  }
}
