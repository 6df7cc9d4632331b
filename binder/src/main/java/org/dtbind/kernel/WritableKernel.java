// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel;

/**
 * The interfaces to the kernel and the files of one system, for what changes it.
 *
 * @param sysfs the attributes in sysfs, configfs, debugfs and procfs
 * @param chips the GPIO character devices
 * @param uevents the events of devices
 * @param files the regular files, including dtbind's
 * @param udev the daemon that sets up device nodes
 * @param vfio the device nodes of VFIO
 * @param live whether this is the running system rather than a copy of one; only a live system
 *     reacts to writes
 * @param trace receives decisions and kernel operations
 */
public record WritableKernel(
    WritableSysfs sysfs,
    WritableGpioChips chips,
    Uevents uevents,
    KernelLog log,
    Lock lock,
    WritableFiles files,
    Modules modules,
    WritableUdev udev,
    Vfio vfio,
    boolean live,
    Trace trace)
    implements Kernel {}
