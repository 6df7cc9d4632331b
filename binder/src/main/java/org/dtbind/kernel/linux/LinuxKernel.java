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
   *     /sys}, {@code /dev} and {@code /run}
   * @param trace is told of every request to sysfs
   */
  public static Kernel open(Path root, Trace trace) {
    String text = root.toAbsolutePath().normalize().toString();
    String prefix = text.equals("/") ? "" : text;
    return new Kernel(
        new TracedSysfs(new LinuxSysfs(prefix), trace),
        new LinuxGpioChips(prefix),
        new LinuxUevents(),
        new LinuxKernelLog(prefix),
        new LinuxLock(prefix),
        new LinuxFiles(prefix),
        prefix.isEmpty(),
        trace);
  }
}
