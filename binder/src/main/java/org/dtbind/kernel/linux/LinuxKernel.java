// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel.linux;

import java.nio.file.Path;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.Trace;
import org.dtbind.kernel.TracedSysfs;

/** Opens the ports of a Linux system. */
public final class LinuxKernel {

  private LinuxKernel() {}

  /**
   * {@return the ports of the system below {@code root}}
   *
   * @param root {@code /} for the running system, or a folder that holds a copy of its {@code
   *     /sys}, {@code /proc} and {@code /run}: no link there leads out of it, and its device nodes,
   *     which would be this machine's, are not opened
   * @param trace is told of every request to sysfs
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
