// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dtbind.device.LinuxDevice;
import org.dtbind.diag.Nearest;
import org.dtbind.kernel.Sysfs;

/** The drivers of a system. */
final class Drivers {

  static final String AGGREGATOR = "gpio-aggregator";

  /** What a kernel must be built with. Driver names and module names need not be the same. */
  private static final Map<String, String> OPTIONS =
      Map.of(
          AGGREGATOR,
          "CONFIG_GPIO_AGGREGATOR",
          "spidev",
          "CONFIG_SPI_SPIDEV",
          "uio_pdrv_genirq",
          "CONFIG_UIO_PDRV_GENIRQ",
          "vfio-pci",
          "CONFIG_VFIO_PCI",
          "vfio-platform",
          "CONFIG_VFIO_PLATFORM",
          "vfio-amba",
          "CONFIG_VFIO_AMBA");

  private Drivers() {}

  /** Drivers that are made to take any device and to do nothing to it by themselves. */
  static Set<String> generic() {
    return OPTIONS.keySet();
  }

  static boolean exists(Sysfs sysfs, String bus, String driver) {
    return !driver.isEmpty()
        && !driver.contains("/")
        && !driver.equals(".")
        && !driver.equals("..")
        && sysfs.exists("/sys/bus/" + bus + "/drivers/" + driver + "/bind");
  }

  /** What is to be said when a device's bus has no such driver. */
  static Problem missing(Sysfs sysfs, LinuxDevice device, String driver) {
    String bus = device.bus();
    List<String> details = new ArrayList<>();
    for (String other : sysfs.names("/sys/bus")) {
      if (!other.equals(bus) && exists(sysfs, other, driver)) {
        details.add("bus %s has one; %s is on bus %s".formatted(other, device.name(), bus));
      }
    }
    List<String> near = Nearest.to(driver, sysfs.names("/sys/bus/" + bus + "/drivers"));
    Optional<String> option = Optional.ofNullable(OPTIONS.get(driver));
    String help =
        option
            .map(
                name ->
                    "load its module (modprobe " + driver + ") or build the kernel with " + name)
            .orElse(
                near.isEmpty()
                    ? "load the module that has it; bus %s has: ls /sys/bus/%s/drivers"
                        .formatted(bus, bus)
                    : "did you mean " + String.join(" or ", near) + "?");
    return Problem.of("no driver \"%s\" on bus %s of this kernel".formatted(driver, bus))
        .details(details)
        .help(help);
  }
}
