// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.iommu;

import java.util.ArrayList;
import java.util.List;
import org.dtbind.device.DeviceSnapshot;
import org.dtbind.device.LinuxDevice;
import org.dtbind.kernel.Paths;
import org.dtbind.kernel.Sysfs;
import org.dtbind.linux.GenericDriver;
import org.dtbind.source.Bytes;

/**
 * Finds PCI devices that an IOMMU cannot tell from another device, because a bridge to conventional
 * PCI replaces their requester IDs with the bridge's. Linux puts such devices into one group,
 * unless the IOMMU driver rejects the second device (SMMUv3). That device is then in no group,
 * while its kernel driver does DMA with the same stream ID.
 */
public final class SharedIds {

  private static final String ADDRESS = "[0-9a-f]{4,}:[0-9a-f]{2}:[0-9a-f]{2}\\.[0-7]";

  private static final String BRIDGE = "0x0604";

  private static final int STATUS = 0x06;
  private static final int HAS_CAPABILITIES = 0x10;
  private static final int FIRST_CAPABILITY = 0x34;
  private static final int EXPRESS = 0x10;

  /**
   * Device/port type of a bridge from PCI Express to conventional PCI, in bits 4 to 7 of the PCI
   * Express capabilities register.
   */
  private static final int TO_CONVENTIONAL = 7;

  private static final int MOST_CAPABILITIES = 48;

  private SharedIds() {}

  /**
   * {@return the devices that share the requester ID of a device, have a kernel driver and are in
   * no group}
   *
   * @param sysfs the attributes of the system
   * @param device the device to be handed over
   */
  public static List<LinuxDevice> of(Sysfs sysfs, LinuxDevice device) {
    List<LinuxDevice> shared = new ArrayList<>();
    String bridge = highestConventional(sysfs, device.directory());
    if (!device.bus().equals("pci") || bridge.isEmpty()) {
      return shared;
    }
    DeviceSnapshot.directories(sysfs, "pci")
        .filter(
            directory ->
                directory.startsWith(bridge + "/") && !directory.equals(device.directory()))
        .filter(directory -> !sysfs.exists(directory + "/iommu_group"))
        .map(directory -> LinuxDevice.read(sysfs, "pci", directory))
        .filter(other -> other.driver().filter(name -> !GenericDriver.isVfio(name)).isPresent())
        .forEach(shared::add);
    return shared;
  }

  private static String highestConventional(Sysfs sysfs, String directory) {
    String highest = "";
    for (String at = Paths.parent(directory);
        Paths.name(at).matches(ADDRESS);
        at = Paths.parent(at)) {
      boolean bridge =
          sysfs.text(at + "/class").filter(text -> text.startsWith(BRIDGE)).isPresent();
      if (bridge && isConventional(sysfs.read(at + "/config").value().orElse(Bytes.empty()))) {
        highest = at;
      }
    }
    return highest;
  }

  /**
   * {@return whether the configuration space is that of a bridge to conventional PCI; false if it
   * cannot be determined, because only root can read more than the header}
   */
  private static boolean isConventional(Bytes config) {
    if (config.length() <= FIRST_CAPABILITY || (config.get(STATUS) & HAS_CAPABILITIES) == 0) {
      return config.length() > FIRST_CAPABILITY;
    }
    int at = config.get(FIRST_CAPABILITY) & ~3;
    for (int i = 0; i < MOST_CAPABILITIES && at > 0 && at + 2 < config.length(); i++) {
      if (config.get(at) == EXPRESS) {
        return config.get(at + 2) >> 4 == TO_CONVENTIONAL;
      }
      at = config.get(at + 1) & ~3;
    }
    return at == 0;
  }
}
