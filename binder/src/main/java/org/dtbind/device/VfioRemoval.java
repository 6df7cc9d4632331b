// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.device;

import java.util.ArrayList;
import java.util.List;
import org.dtbind.kernel.Sysfs;

/**
 * Devices that are being released from a VFIO driver while a process has them open: the kernel
 * waits until they are closed (drivers/vfio/vfio_main.c), in a sleep that no signal ends, holding
 * the device's lock. Any access to the device's {@code driver_override} then waits, too.
 */
public final class VfioRemoval {

  /** Where the one who writes {@code unbind} sleeps. */
  private static final String WAITS = "vfio_unregister_group_dev";

  private VfioRemoval() {}

  /**
   * {@return whether the kernel waits for a device in this way: it has lost its driver, but its
   * group still has its file}
   *
   * @param sysfs to read
   * @param device as it was read
   */
  public static boolean isUnderWay(Sysfs sysfs, LinuxDevice device) {
    return device.driver().isEmpty()
        && device.override().equals(DriverOverride.UNSUPPORTED)
        && isUnderWay(sysfs, device.folder());
  }

  /** {@return whether the kernel waits for a device that has no driver} */
  static boolean isUnderWay(Sysfs sysfs, String folder) {
    return DeviceFiles.ofGroup(sysfs, folder).isPresent() && !waiting(sysfs).isEmpty();
  }

  /**
   * {@return the processes that wait for such a release to end, such as {@code sh[612]}; none if
   * this user may not see them}
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
