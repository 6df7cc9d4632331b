// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.sandbox;

import java.time.Duration;

/** The result of a boot. Outputs are limited to their last 256 KiB. */
public sealed interface SandboxResult {

  /**
   * The command ran to its end.
   *
   * @param status the exit status, 0 to 255; after a signal, 128 and the number of the signal
   * @param errors the standard error of the command, with the messages of the kernel
   * @param boot the time from the start of the kernel to the start of the command
   * @param total the time from the start of the kernel to its end
   */
  record Exited(int status, String output, String errors, Duration boot, Duration total)
      implements SandboxResult {}

  /**
   * The kernel ended before the command started.
   *
   * @param lastWords the last messages of the kernel
   */
  record DidNotBoot(String lastWords) implements SandboxResult {}

  /**
   * The kernel ended while the command was running, by a panic, or a program in the sandbox changed
   * the file for the exit status of the command.
   *
   * @param output the standard output of the command until then
   * @param lastWords the last messages of the kernel, or what was changed
   */
  record Died(String output, String lastWords) implements SandboxResult {}

  /**
   * The time limit was reached, and all processes were killed.
   *
   * @param booted whether the command had started
   * @param output the standard output of the command until then
   * @param lastWords the last lines of standard error of the command and the kernel
   */
  record TimedOut(Duration limit, boolean booted, String output, String lastWords)
      implements SandboxResult {}
}
