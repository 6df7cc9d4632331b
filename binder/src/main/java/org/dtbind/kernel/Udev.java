// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel;

import org.dtbind.kernel.Attempt.Nothing;

/** The daemon that sets up device nodes according to rules, udev(7). */
public interface Udev {

  /** {@return whether the daemon runs on this system} */
  boolean runs();

  /**
   * Makes the daemon reload its rules, which it otherwise checks for changes only every few
   * seconds. When this method returns, the daemon has also finished the events that it handled by
   * the old rules, unless that takes more than some seconds: such an event could give a node back
   * to its former owner.
   *
   * @return done, or the failure
   */
  Attempt<Nothing> reload();
}
