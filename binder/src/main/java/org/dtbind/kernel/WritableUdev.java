// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel;

import org.dtbind.kernel.Attempt.Nothing;

/** Makes udev apply changed rules. */
public interface WritableUdev extends Udev {

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
