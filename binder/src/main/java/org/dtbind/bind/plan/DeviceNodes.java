// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind.plan;

import java.util.ArrayList;
import java.util.List;
import org.dtbind.device.DeviceFiles;
import org.dtbind.device.LinuxDevice;
import org.dtbind.gpio.GpioChip;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.Paths;
import org.dtbind.kernel.Sysfs;
import org.dtbind.linux.GenericDriver;

/** The nodes that a device's driver creates in {@code /dev}. */
public final class DeviceNodes {

  private DeviceNodes() {}

  /**
   * {@return the paths of a device's nodes: that of its chip, otherwise those that its driver
   * created}
   */
  public static List<String> of(Kernel kernel, LinuxDevice device) {
    List<String> chips =
        LiveGpio.below(kernel, device.directory()).map(GpioChip::device).stream().toList();
    if (!chips.isEmpty()) {
      return chips;
    }
    List<String> nodes = new ArrayList<>(DeviceFiles.below(kernel.sysfs(), device.directory()));
    DeviceFiles.ofGroup(kernel.sysfs(), device.directory()).ifPresent(nodes::add);
    return nodes;
  }

  /**
   * {@return the paths of a device's nodes if its driver is known to create nodes that are not
   * chips; sorted}
   */
  public static List<String> files(Sysfs sysfs, LinuxDevice device) {
    if (device.driver().flatMap(GenericDriver::named).filter(GenericDriver::makesFile).isEmpty()) {
      return List.of();
    }
    List<String> files = new ArrayList<>(DeviceFiles.below(sysfs, device.directory()));
    DeviceFiles.ofGroup(sysfs, device.directory()).ifPresent(files::add);
    return files;
  }

  /** {@return the subsystems of a device's nodes, each once} */
  public static List<String> subsystems(Kernel kernel, LinuxDevice device) {
    return of(kernel, device).stream()
        .flatMap(node -> DeviceFiles.directories(kernel.sysfs(), node).stream())
        .flatMap(directory -> kernel.sysfs().target(directory + "/subsystem").value().stream())
        .map(Paths::name)
        .distinct()
        .toList();
  }
}
