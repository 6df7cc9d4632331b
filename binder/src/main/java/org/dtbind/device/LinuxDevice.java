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
 * @param bus the name of the bus, such as {@code platform}
 * @param name the name on the bus, such as {@code soc:door}
 * @param directory the directory in sysfs, such as {@code /sys/devices/platform/soc/soc:door}
 * @param node the devicetree node of the device; empty if it has none
 * @param driver the bound driver; empty if none is bound
 * @param override the only driver that may bind to the device
 */
public record LinuxDevice(
    String bus,
    String name,
    String directory,
    Optional<NodePath> node,
    Optional<String> driver,
    DriverOverride override) {

  /**
   * {@return the current state of the device with a directory}
   *
   * @param sysfs the attributes of the system
   * @param bus the name of the bus, such as {@code platform}
   */
  public static LinuxDevice read(Sysfs sysfs, String bus, String directory) {
    return new DeviceReader(sysfs).read(bus, directory);
  }

  /**
   * {@return the name of the driver that is bound to a device; empty if none is bound}
   *
   * @param sysfs the attributes of the system
   */
  public static Optional<String> driver(Sysfs sysfs, String directory) {
    return sysfs.target(directory + "/driver").value().map(Paths::name);
  }

  /**
   * {@return the modalias, by which modprobe(8) finds the module, such as {@code
   * of:NdoorT(null)Cmyvendor,mydoor}; empty if the device has none}
   *
   * @param sysfs the attributes of the system
   */
  public Optional<String> modalias(Sysfs sysfs) {
    return sysfs.text(directory + "/modalias");
  }

  /**
   * {@return the current state of this device}
   *
   * @param sysfs the attributes of the system
   */
  public LinuxDevice readAgain(Sysfs sysfs) {
    return read(sysfs, bus, directory);
  }

  /** {@return the directory of the bus, {@code /sys/bus/BUS}} */
  public String busDirectory() {
    return "/sys/bus/" + bus;
  }

  /** {@return bus and name, such as {@code platform/door}, which identify the device} */
  public String id() {
    return bus + "/" + name;
  }

  /** {@return bus, name and node as text, such as {@code platform device door (/door)}} */
  public String text() {
    return bus + " device " + name + node.map(path -> " (" + path + ")").orElse("");
  }
}
