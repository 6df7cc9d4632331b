// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.device;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dtbind.kernel.Files;

/**
 * The drivers that driverctl(8) sets whenever devices are added: at boot, and at each {@code add}
 * event afterwards. For each device there is a file {@code BUS-DEVICE} with the driver in its first
 * line (driverctl 0.111, {@code save_override()} and 05-driverctl.rules).
 */
public record DriverctlOverrides(Map<String, String> drivers) {

  /** The directory of driverctl's files. */
  public static final String DIRECTORY = "/etc/driverctl.d";

  /** Copies the map. */
  public DriverctlOverrides {
    drivers = Collections.unmodifiableMap(new TreeMap<>(drivers));
  }

  /**
   * {@return the overrides that driverctl has stored on a system; none if driverctl is not
   * installed}
   */
  public static DriverctlOverrides read(Files files) {
    Map<String, String> drivers = new TreeMap<>();
    List<String> names = files.names(DIRECTORY);
    for (String name : names) {
      String text = files.read(DIRECTORY + "/" + name).value().flatMap(found -> found).orElse("");
      int end = text.indexOf('\n');
      String driver = (end < 0 ? text : text.substring(0, end)).strip();
      // driverctl ignores files whose first line is empty.
      if (!driver.isEmpty()) {
        drivers.put(name, driver);
      }
    }
    return new DriverctlOverrides(drivers);
  }

  /**
   * {@return the driver that driverctl sets for a device, or {@code none} if it keeps drivers from
   * binding to it; empty if it sets none}
   */
  public Optional<String> of(LinuxDevice device) {
    return Optional.ofNullable(drivers.get(file(device)));
  }

  /** {@return the path of driverctl's file for a device, whether or not it exists} */
  public static String path(LinuxDevice device) {
    return DIRECTORY + "/" + file(device);
  }

  private static String file(LinuxDevice device) {
    return device.bus() + "-" + device.name();
  }
}
