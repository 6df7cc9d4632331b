// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.device;

import java.util.Optional;
import org.dtbind.kernel.Paths;
import org.dtbind.kernel.Sysfs;
import org.dtbind.tree.NodePath;

/**
 * A device on a bus.
 *
 * @param bus such as {@code platform}
 * @param name on the bus, such as {@code soc:door}
 * @param folder such as {@code /sys/devices/platform/soc/soc:door}
 * @param node the devicetree node it was made of; empty where it was not
 * @param driver that has it; empty where none has
 * @param override the one driver it is kept for
 */
public record LinuxDevice(
    String bus,
    String name,
    String folder,
    Optional<NodePath> node,
    Optional<String> driver,
    DriverOverride override) {

  /**
   * {@return the device of that folder, as it is now}
   *
   * @param sysfs to read
   * @param bus its bus
   * @param folder its folder
   */
  public static LinuxDevice read(Sysfs sysfs, String bus, String folder) {
    return new DeviceReader(sysfs).read(bus, folder);
  }

  /**
   * {@return the driver that has a device now}
   *
   * @param sysfs to read
   * @param folder of the device
   */
  public static Optional<String> driver(Sysfs sysfs, String folder) {
    return sysfs.target(folder + "/driver").value().map(Paths::name);
  }

  /**
   * {@return what a module is found by, such as {@code of:NdoorT(null)Cmyvendor,mydoor}; empty
   * where it has none}
   *
   * @param sysfs to read
   */
  public Optional<String> modalias(Sysfs sysfs) {
    return sysfs.text(folder + "/modalias");
  }

  /**
   * {@return this device as it is now}
   *
   * @param sysfs to read
   */
  public LinuxDevice again(Sysfs sysfs) {
    return read(sysfs, bus, folder);
  }

  /** {@return {@code /sys/bus/BUS}} */
  public String busFolder() {
    return "/sys/bus/" + bus;
  }

  /** {@return bus and name, such as {@code platform/door}: no other device has both} */
  public String id() {
    return bus + "/" + name;
  }

  /** {@return name and node for people, such as {@code platform device door (/door)}} */
  public String text() {
    return bus + " device " + name + node.map(path -> " (" + path + ")").orElse("");
  }
}
