// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel;

import java.time.Duration;
import org.dtbind.kernel.Attempt.Nothing;

/** Loads and unloads kernel modules. */
public interface Modules {

  /**
   * The result of running modprobe.
   *
   * @param status the exit status; -1 if modprobe was killed because it took too long
   * @param output the output, without surrounding white space
   */
  record Loading(int status, String output) {}

  /**
   * Loads a module and its dependencies in the same way as the kernel does on demand
   * (kernel/module/kmod.c, {@code call_modprobe()}), with two differences: without {@code -q},
   * because the output is used, and with {@code -b}, so that modules that an administrator has
   * blacklisted are not loaded.
   *
   * @param loader the absolute path of modprobe, see {@code /proc/sys/kernel/modprobe}
   * @param longest how long to wait for modprobe
   * @return the result of modprobe, or the failure to start it
   */
  Attempt<Loading> load(String loader, String module, Duration longest);

  /**
   * Unloads one module, without its dependencies: delete_module(2), which does not wait.
   *
   * @return done, or the failure, which is EAGAIN if the module is in use
   */
  Attempt<Nothing> unload(String module);
}
