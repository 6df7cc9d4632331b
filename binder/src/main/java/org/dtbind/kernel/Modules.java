// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel;

import java.time.Duration;
import org.dtbind.kernel.Attempt.Nothing;

/** Loads and unloads kernel modules. */
public interface Modules {

  /**
   * What the loader left.
   *
   * @param status its exit status; -1 where it was ended since it took too long
   * @param said what it printed, without white space at the end
   */
  record Loading(int status, String said) {}

  /**
   * Loads a module and what it depends on, as the kernel itself does when it wants one
   * (kernel/module/kmod.c, {@code call_modprobe()}), but without {@code -q}, since what it says is
   * wanted, and with {@code -b}: what an administrator has blacklisted is left alone.
   *
   * @param loader absolute path of modprobe, see {@code /proc/sys/kernel/modprobe}
   * @param module its name
   * @param longest how long it may take
   * @return what the loader left, or why it could not be started
   */
  Attempt<Loading> load(String loader, String module, Duration longest);

  /**
   * Unloads one module, and none that it depends on: delete_module(2) without waiting.
   *
   * @param module its name
   * @return done, or why not: EAGAIN where something uses it
   */
  Attempt<Nothing> unload(String module);
}
