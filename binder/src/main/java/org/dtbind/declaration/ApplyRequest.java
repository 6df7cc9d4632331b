// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.declaration;

import java.time.Duration;
import org.dtbind.change.Executor;

/**
 * How what is declared is to become so.
 *
 * @param prune whether devices that dtbind bound, and that are not declared, are released, and
 *     aggregators that it made deleted
 * @param force whether to take devices from any driver, and to allow drivers that are not known to
 *     suit any device, and to delete aggregators while somebody has a line of one
 * @param timeout how long to wait for a lock, a supplier or a chip; not negative
 * @param dryRun whether to plan only
 */
public record ApplyRequest(boolean prune, boolean force, Duration timeout, boolean dryRun) {

  /** {@return to bind what is declared and release nothing else, within the usual time} */
  public static ApplyRequest usual() {
    return new ApplyRequest(false, false, Executor.TIMEOUT, false);
  }

  /** {@return the same, with what is not declared any more released} */
  public ApplyRequest pruning() {
    return new ApplyRequest(true, force, timeout, dryRun);
  }

  /** {@return the same, planned only} */
  public ApplyRequest planned() {
    return new ApplyRequest(prune, force, timeout, true);
  }
}
