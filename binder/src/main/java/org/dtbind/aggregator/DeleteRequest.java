// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator;

import java.time.Duration;

/**
 * A request to delete an aggregator.
 *
 * @param name the name of the aggregator, or of its Linux device, such as {@code gpio-aggregator.0}
 * @param persist whether to stop creating the aggregator at boot, too
 * @param force whether to delete the aggregator even if lines of it are in use
 * @param timeout how long to wait for a lock; not negative
 * @param dryRun whether to plan only
 */
public record DeleteRequest(
    String name, boolean persist, boolean force, Duration timeout, boolean dryRun) {

  /**
   * {@return a request to delete an aggregator that is not in use}
   *
   * @param name the aggregator's name
   */
  public static DeleteRequest of(String name) {
    return new DeleteRequest(name, false, false, CreateRequest.TIMEOUT, false);
  }

  /** {@return this request, with the aggregator no longer created at boot} */
  public DeleteRequest persistent() {
    return new DeleteRequest(name, true, force, timeout, dryRun);
  }

  /** {@return this request, even if the aggregator is in use} */
  public DeleteRequest forced() {
    return new DeleteRequest(name, persist, true, timeout, dryRun);
  }

  /** {@return this request as a dry run} */
  public DeleteRequest planned() {
    return new DeleteRequest(name, persist, force, timeout, true);
  }
}
