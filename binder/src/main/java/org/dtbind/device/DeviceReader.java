// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.device;

import java.util.Optional;
import org.dtbind.kernel.Paths;
import org.dtbind.kernel.Sysfs;

/** Reads many devices, and reads the state that they share only once. Confined to one thread. */
public final class DeviceReader {

  private final Sysfs sysfs;

  /** Whether VFIO has any group; empty until the first query. */
  private Optional<Boolean> groups = Optional.empty();

  /**
   * Creates a reader. The shared state is that of its first use.
   *
   * @param sysfs the attributes of the system
   */
  public DeviceReader(Sysfs sysfs) {
    this.sysfs = sysfs;
  }

  /**
   * {@return the current state of the device with a directory}
   *
   * @param bus the name of the bus, such as {@code platform}
   */
  public LinuxDevice read(String bus, String directory) {
    Optional<String> driver = LinuxDevice.driver(sysfs, directory);
    return new LinuxDevice(
        bus,
        Paths.name(directory),
        directory,
        LiveTree.nodeOf(sysfs, directory),
        driver,
        // Reading driver_override blocks while the kernel waits for VFIO users of the device to
        // close it.
        driver.isEmpty() && hasGroups() && VfioRemoval.isUnderWay(sysfs, directory)
            ? DriverOverride.UNSUPPORTED
            : DriverOverride.read(sysfs, directory));
  }

  private boolean hasGroups() {
    if (groups.isEmpty()) {
      groups = Optional.of(sysfs.exists(DeviceFiles.GROUPS));
    }
    return groups.get();
  }
}
