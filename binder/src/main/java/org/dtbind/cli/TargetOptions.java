// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import java.nio.file.Path;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.linux.LinuxKernel;
import org.dtbind.report.Format;
import picocli.CommandLine.Option;

/** The options of every command that looks at a system. Filled in by picocli. */
final class TargetOptions {

  @Option(
      names = "--sysroot",
      paramLabel = "DIR",
      description = "Look at the copy of a system in DIR: its /sys, /dev, /proc and /run.")
  private Path sysroot = Path.of("/");

  @Option(
      names = "--format",
      paramLabel = "table|json|yaml",
      description = "How results are shown. Default: table.")
  private Format format = Format.TABLE;

  /** {@return how results are shown} */
  Format format() {
    return format;
  }

  /**
   * {@return the system to look at}
   *
   * @param session is told what is read and written
   */
  Kernel open(Session session) {
    return LinuxKernel.open(sysroot, new MessageTrace(session.messages()));
  }
}
