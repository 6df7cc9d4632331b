// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.sandbox;

import java.time.Duration;

/** The result of a boot. */
public sealed interface SandboxResult {

  /**
   * The command ran to its end.
   *
   * @param status its exit status, 0 to 255; 128 and the signal's number where one ended it
   * @param output what it wrote on standard output, the last 256 KiB
   * @param errors what it and the kernel's console wrote on standard error, the last 256 KiB
   * @param boot from the start of the kernel to that of the command
   * @param total from the start of the kernel to its end
   */
  record Exited(int status, String output, String errors, Duration boot, Duration total)
      implements SandboxResult {}

  /**
   * The kernel ended before the command began.
   *
   * @param lastWords the end of what it said
   */
  record DidNotBoot(String lastWords) implements SandboxResult {}

  /**
   * The kernel ended under the command: a panic.
   *
   * @param output what the command wrote on standard output until then, the last 256 KiB
   * @param lastWords the end of what the kernel said
   */
  record Died(String output, String lastWords) implements SandboxResult {}

  /**
   * Time was up, and everything in it was killed.
   *
   * @param booted whether the command had begun
   * @param output what the command wrote on standard output until then, the last 256 KiB
   * @param lastWords the end of what it and the kernel said on standard error
   */
  record TimedOut(Duration limit, boolean booted, String output, String lastWords)
      implements SandboxResult {}
}
