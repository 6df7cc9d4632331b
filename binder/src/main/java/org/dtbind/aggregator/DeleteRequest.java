// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator;

import java.time.Duration;

/**
 * A request to delete an aggregator.
 *
 * @param name of it, or of its Linux device, such as {@code gpio-aggregator.0}
 * @param persist whether it is not to come back at the next boot either
 * @param force whether to delete it also while somebody has a line of it
 * @param timeout how long to wait for a lock; not negative
 * @param dryRun whether to plan only
 */
public record DeleteRequest(
    String name, boolean persist, boolean force, Duration timeout, boolean dryRun) {

  /**
   * {@return a request to delete one that nobody uses}
   *
   * @param name of it
   */
  public static DeleteRequest of(String name) {
    return new DeleteRequest(name, false, false, CreateRequest.TIMEOUT, false);
  }

  /** {@return the same, for good} */
  public DeleteRequest persistent() {
    return new DeleteRequest(name, true, force, timeout, dryRun);
  }

  /** {@return the same, whoever uses it} */
  public DeleteRequest forced() {
    return new DeleteRequest(name, persist, true, timeout, dryRun);
  }

  /** {@return the same, planned only} */
  public DeleteRequest planned() {
    return new DeleteRequest(name, persist, force, timeout, true);
  }
}
