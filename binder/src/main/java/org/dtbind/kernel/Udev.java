// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel;

import org.dtbind.kernel.Attempt.Nothing;

/** The daemon that sets up device nodes by rules, udev(7). */
public interface Udev {

  /** {@return whether it runs on this system} */
  boolean runs();

  /**
   * Makes it reload its rules. By itself it looks for changes only every few seconds. When this
   * returns, events that it handled by the old rules are finished, unless that takes seconds: they
   * could return a node to its former owner.
   *
   * @return done, or why not
   */
  Attempt<Nothing> reload();
}
