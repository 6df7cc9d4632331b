// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change;

import java.time.Duration;

/**
 * How a change is made.
 *
 * @param timeout how long to wait for a lock, a supplier, a chip or udev; not negative
 * @param force whether to change what is in use or what another program set up; each request says
 *     what this includes
 * @param dryRun whether to plan only
 */
public record RequestOptions(Duration timeout, boolean force, boolean dryRun) {

  /** The options of a change without force, with a timeout of 10 seconds. */
  public static final RequestOptions DEFAULT =
      new RequestOptions(Duration.ofSeconds(10), false, false);

  /**
   * {@return these options with another timeout}
   *
   * @param longest how long to wait; not negative
   */
  public RequestOptions withTimeout(Duration longest) {
    return new RequestOptions(longest, force, dryRun);
  }

  public RequestOptions forced() {
    return new RequestOptions(timeout, true, dryRun);
  }

  /** {@return these options for a dry run} */
  public RequestOptions planned() {
    return new RequestOptions(timeout, force, true);
  }
}
