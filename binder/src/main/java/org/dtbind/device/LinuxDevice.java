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
 * @param node its devicetree node; empty if it has none
 * @param driver its driver; empty if it has none
 * @param override the only driver that may bind to it
 */
public record LinuxDevice(
    String bus,
    String name,
    String folder,
    Optional<NodePath> node,
    Optional<String> driver,
    DriverOverride override) {

  /**
   * {@return the current device of a folder}
   *
   * @param sysfs to read
   * @param bus its bus
   * @param folder its folder
   */
  public static LinuxDevice read(Sysfs sysfs, String bus, String folder) {
    return new DeviceReader(sysfs).read(bus, folder);
  }

  /**
   * {@return the current driver of a device}
   *
   * @param sysfs to read
   * @param folder of the device
   */
  public static Optional<String> driver(Sysfs sysfs, String folder) {
    return sysfs.target(folder + "/driver").value().map(Paths::name);
  }

  /**
   * {@return the text by which its module is found, such as {@code
   * of:NdoorT(null)Cmyvendor,mydoor}; empty if it has none}
   *
   * @param sysfs to read
   */
  public Optional<String> modalias(Sysfs sysfs) {
    return sysfs.text(folder + "/modalias");
  }

  /**
   * {@return the current state of this device}
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

  /** {@return bus and name, such as {@code platform/door}: this is unique} */
  public String id() {
    return bus + "/" + name;
  }

  /** {@return name and node as text, such as {@code platform device door (/door)}} */
  public String text() {
    return bus + " device " + name + node.map(path -> " (" + path + ")").orElse("");
  }
}
