// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel.linux;

import java.nio.file.Path;
import org.dtbind.kernel.Trace;
import org.dtbind.kernel.TracedSysfs;
import org.dtbind.kernel.WritableKernel;

/** Opens the interfaces to a Linux system. */
public final class LinuxKernel {

  private LinuxKernel() {}

  /**
   * {@return the interfaces to the system below a root directory}
   *
   * @param root {@code /} for the running system, or a directory with a copy of the {@code /sys},
   *     {@code /proc} and {@code /run} of a system. Links are not followed out of a copy, and its
   *     device nodes are not opened, because they would refer to devices of this machine
   * @param trace receives all operations on attributes
   */
  public static WritableKernel open(Path root, Trace trace) {
    String text = root.toAbsolutePath().normalize().toString();
    Root files = new Root(text.equals("/") ? "" : text);
    return new WritableKernel(
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
