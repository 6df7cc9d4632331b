// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.declaration;

import java.time.Duration;
import org.dtbind.change.Executor;

/**
 * How to apply a declaration.
 *
 * @param prune whether to release devices that dtbind bound and to delete aggregators that dtbind
 *     made if they are not declared
 * @param force whether to take devices from any driver, to allow drivers that are not known to be
 *     generic, and to delete aggregators whose lines are in use
 * @param timeout how long to wait for a lock, a supplier or a chip; not negative
 * @param dryRun whether to plan only
 * @param simulated whether the tree was rewritten for simulated GPIO controllers, so that lines may
 *     have other numbers and controllers than in the declaration
 */
public record ApplyRequest(
    boolean prune, boolean force, Duration timeout, boolean dryRun, boolean simulated) {

  /** {@return a request without pruning and force, with the default timeout} */
  public static ApplyRequest usual() {
    return new ApplyRequest(false, false, Executor.TIMEOUT, false, false);
  }

  /** {@return this request, with pruning} */
  public ApplyRequest pruning() {
    return new ApplyRequest(true, force, timeout, dryRun, simulated);
  }

  /** {@return this request as a dry run} */
  public ApplyRequest planned() {
    return new ApplyRequest(prune, force, timeout, true, simulated);
  }
}
