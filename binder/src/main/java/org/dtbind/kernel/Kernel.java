// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel;

/**
 * The interfaces to the kernel and the files of one system, for what only reads. What changes a
 * system takes a {@link WritableKernel}.
 */
public interface Kernel {

  /** {@return the attributes in sysfs, configfs, debugfs and procfs} */
  Sysfs sysfs();

  /** {@return the GPIO character devices} */
  GpioChips chips();

  /** {@return the events of devices} */
  Uevents uevents();

  KernelLog log();

  Lock lock();

  /** {@return the regular files, including dtbind's} */
  Files files();

  /** {@return the daemon that sets up device nodes} */
  Udev udev();

  /** {@return the device nodes of VFIO} */
  Vfio vfio();

  /**
   * {@return whether this is the running system rather than a copy of one; only a live system
   * reacts to writes}
   */
  boolean live();

  /** {@return what receives decisions and kernel operations} */
  Trace trace();
}
