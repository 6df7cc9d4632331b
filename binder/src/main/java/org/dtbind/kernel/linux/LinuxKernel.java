// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel.linux;

import java.nio.file.Path;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.Trace;
import org.dtbind.kernel.TracedSysfs;

/** Opens the interfaces of a Linux system. */
public final class LinuxKernel {

  private LinuxKernel() {}

  /**
   * {@return the interfaces of the system below {@code root}}
   *
   * @param root {@code /} for the running system, or a folder with a copy of its {@code /sys},
   *     {@code /proc} and {@code /run}: links are not followed out of it, and device nodes, which
   *     would be those of this machine, are not opened
   * @param trace is notified of every request to sysfs
   */
  public static Kernel open(Path root, Trace trace) {
    String text = root.toAbsolutePath().normalize().toString();
    Root files = new Root(text.equals("/") ? "" : text);
    return new Kernel(
        new TracedSysfs(new LinuxSysfs(files), trace),
        new LinuxGpioChips(files),
        new LinuxUevents(),
        new LinuxKernelLog(files),
        new LinuxLock(files),
        new LinuxFiles(files),
        new LinuxModules(files),
        new LinuxUdev(files),
        new LinuxVfio(files),
        files.isLive(),
        trace);
  }
}
