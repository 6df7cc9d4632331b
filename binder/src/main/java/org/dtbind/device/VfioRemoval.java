// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.device;

import java.util.ArrayList;
import java.util.List;
import org.dtbind.kernel.Sysfs;

/**
 * Devices that are being taken from a driver of VFIO while somebody has them open: the kernel waits
 * for that to end (drivers/vfio/vfio_main.c), in a sleep that no signal ends and with the device's
 * lock held. Whoever reads or writes the device's {@code driver_override} then waits, too.
 */
public final class VfioRemoval {

  /** Where the one who writes {@code unbind} sleeps. */
  private static final String WAITS = "vfio_unregister_group_dev";

  private VfioRemoval() {}

  /**
   * {@return whether a device is waited for so. It has lost its driver, and its group still has its
   * file}
   *
   * @param sysfs to read
   * @param device as it was read
   */
  public static boolean isUnderWay(Sysfs sysfs, LinuxDevice device) {
    return device.driver().isEmpty()
        && device.override().equals(DriverOverride.UNSUPPORTED)
        && isUnderWay(sysfs, device.folder());
  }

  /** {@return whether a device that has no driver is waited for} */
  static boolean isUnderWay(Sysfs sysfs, String folder) {
    return DeviceFiles.ofGroup(sysfs, folder).isPresent() && !waiting(sysfs).isEmpty();
  }

  /**
   * {@return the processes that wait for the end of such a removal, such as {@code sh[612]}; none
   * where this user may not know}
   *
   * @param sysfs to read
   */
  public static List<String> waiting(Sysfs sysfs) {
    List<String> waiting = new ArrayList<>();
    for (String process : sysfs.names("/proc")) {
      String at = "/proc/" + process;
      if (process.matches("[0-9]{1,9}")
          && sysfs.text(at + "/wchan").filter(WAITS::equals).isPresent()) {
        waiting.add("%s[%s]".formatted(sysfs.text(at + "/comm").orElse("a process"), process));
      }
    }
    return waiting;
  }
}
