// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel;

/**
 * All interfaces to one system.
 *
 * @param sysfs attributes
 * @param chips GPIO character devices
 * @param uevents announcements of devices
 * @param log the kernel's messages
 * @param lock between programs
 * @param files small files, including dtbind's own
 * @param modules of the kernel
 * @param udev sets up device nodes
 * @param vfio device nodes of VFIO
 * @param live whether this is the running system rather than a copied tree: only a live system
 *     reacts to writes
 * @param trace is notified of decisions
 */
public record Kernel(
    Sysfs sysfs,
    GpioChips chips,
    Uevents uevents,
    KernelLog log,
    Lock lock,
    Files files,
    Modules modules,
    Udev udev,
    Vfio vfio,
    boolean live,
    Trace trace) {

  /**
   * {@return the same with other attributes}
   *
   * @param other the attributes
   */
  public Kernel withSysfs(Sysfs other) {
    return new Kernel(other, chips, uevents, log, lock, files, modules, udev, vfio, live, trace);
  }
}
