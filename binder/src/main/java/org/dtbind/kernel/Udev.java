// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel;

import org.dtbind.kernel.Attempt.Nothing;

/** The daemon that sets up device nodes by rules, udev(7). */
public interface Udev {

  /** {@return whether it is at work on this system} */
  boolean runs();

  /**
   * Has it read its rules anew. By itself it looks for changes every few seconds only. What it has
   * begun by the old rules is over then, unless that takes seconds: it would give a node back to
   * whom they name.
   *
   * @return done, or why not
   */
  Attempt<Nothing> reload();
}
