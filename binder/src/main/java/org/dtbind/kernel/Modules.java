// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel;

import java.time.Duration;
import org.dtbind.kernel.Attempt.Nothing;

/** Loads and unloads kernel modules. */
public interface Modules {

  /**
   * The result of the loader.
   *
   * @param status its exit status; -1 if it was stopped because it took too long
   * @param said its output, without trailing white space
   */
  record Loading(int status, String said) {}

  /**
   * Loads a module and its dependencies, as the kernel itself does on demand (kernel/module/kmod.c,
   * {@code call_modprobe()}), but without {@code -q}, because its output is used, and with {@code
   * -b}: modules that an administrator has blacklisted are not loaded.
   *
   * @param loader absolute path of modprobe, see {@code /proc/sys/kernel/modprobe}
   * @param module its name
   * @param longest how long it may take
   * @return the result of the loader, or why it could not be started
   */
  Attempt<Loading> load(String loader, String module, Duration longest);

  /**
   * Unloads one module, without its dependencies: delete_module(2) without waiting.
   *
   * @param module its name
   * @return done, or why not: EAGAIN if it is in use
   */
  Attempt<Nothing> unload(String module);
}
