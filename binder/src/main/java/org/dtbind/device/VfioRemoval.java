// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.device;

import java.util.List;
import org.dtbind.kernel.RunningProcess;
import org.dtbind.kernel.Sysfs;

/**
 * Finds devices that are being unbound from a VFIO driver while a process has them open. The kernel
 * waits in an uninterruptible sleep until the process closes them (drivers/vfio/vfio_main.c). It
 * holds the device's lock meanwhile, so any access to the device's {@code driver_override} blocks,
 * too.
 */
public final class VfioRemoval {

  /** The kernel function in which the process that writes to {@code unbind} sleeps. */
  private static final String WAITS = "vfio_unregister_group_dev";

  private VfioRemoval() {}

  /**
   * {@return whether the unbinding of a device from VFIO is blocked in this way: the device has
   * lost its driver, but the VFIO device node of its group still exists}
   *
   * @param sysfs the attributes of the system
   */
  public static boolean isUnderWay(Sysfs sysfs, LinuxDevice device) {
    return device.driver().isEmpty()
        && device.override().equals(DriverOverride.UNSUPPORTED)
        && isUnderWay(sysfs, device.directory());
  }

  /** As {@link #isUnderWay(Sysfs, LinuxDevice)}, for a device that is known to have no driver. */
  static boolean isUnderWay(Sysfs sysfs, String directory) {
    return DeviceFiles.ofGroup(sysfs, directory).isPresent() && !waiting(sysfs).isEmpty();
  }

  /**
   * {@return the processes that wait for such an unbinding to end, such as {@code sh[612]}; none if
   * this user may not see them}
   *
   * @param sysfs the attributes of the system
   */
  public static List<String> waiting(Sysfs sysfs) {
    return RunningProcess.all(sysfs).stream()
        .filter(one -> sysfs.text(one.directory() + "/wchan").filter(WAITS::equals).isPresent())
        .map(one -> "%s[%d]".formatted(one.name().isEmpty() ? "a process" : one.name(), one.id()))
        .toList();
  }
}
