// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.device;

import java.util.Optional;
import org.dtbind.kernel.Paths;
import org.dtbind.kernel.Sysfs;

/** Reads many devices, and queries what they share once. Confined to one thread. */
public final class DeviceReader {

  private final Sysfs sysfs;

  /** Whether VFIO has any group; empty until it is asked for. */
  private Optional<Boolean> groups = Optional.empty();

  /**
   * Creates a reader for one moment.
   *
   * @param sysfs to read
   */
  public DeviceReader(Sysfs sysfs) {
    this.sysfs = sysfs;
  }

  /**
   * {@return the current device of a folder}
   *
   * @param bus its bus
   * @param folder its folder
   */
  public LinuxDevice read(String bus, String folder) {
    Optional<String> driver = LinuxDevice.driver(sysfs, folder);
    return new LinuxDevice(
        bus,
        Paths.name(folder),
        folder,
        LiveTree.nodeOf(sysfs, folder),
        driver,
        // To read it would take as long as that.
        driver.isEmpty() && hasGroups() && VfioRemoval.isUnderWay(sysfs, folder)
            ? DriverOverride.UNSUPPORTED
            : DriverOverride.read(sysfs, folder));
  }

  /**
   * {@return the current state of a device}
   *
   * @param device as it was read before
   */
  public LinuxDevice again(LinuxDevice device) {
    return read(device.bus(), device.folder());
  }

  private boolean hasGroups() {
    if (groups.isEmpty()) {
      groups = Optional.of(sysfs.exists(DeviceFiles.GROUPS));
    }
    return groups.get();
  }
}
