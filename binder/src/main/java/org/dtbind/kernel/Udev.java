// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel;

import org.dtbind.kernel.Attempt.Nothing;

/** The daemon that sets up device nodes by rules, udev(7). */
public interface Udev {

  /** {@return whether it is at work on this system} */
  boolean runs();

  /**
   * Has it read its rules anew. By itself it looks for changes every few seconds only.
   *
   * @return done, or why not
   */
  Attempt<Nothing> reload();
}
