// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator;

import org.dtbind.change.ChangeRequest;
import org.dtbind.change.RequestOptions;

/**
 * A request to delete an aggregator.
 *
 * @param name the name of the aggregator, or of its Linux device, such as {@code gpio-aggregator.0}
 * @param persist whether to stop creating the aggregator at boot, too
 * @param options how the change is made; with force, the aggregator is deleted even if lines of it
 *     are in use
 */
public record DeleteRequest(String name, boolean persist, RequestOptions options)
    implements ChangeRequest {

  /**
   * {@return a request to delete an aggregator that is not in use}
   *
   * @param name the aggregator's name
   */
  public static DeleteRequest of(String name) {
    return new DeleteRequest(name, false, RequestOptions.DEFAULT);
  }

  /** {@return this request, with the aggregator no longer created at boot} */
  public DeleteRequest persistent() {
    return new DeleteRequest(name, true, options);
  }

  /** {@return this request, even if the aggregator is in use} */
  public DeleteRequest forced() {
    return new DeleteRequest(name, persist, options.forced());
  }

  /** {@return this request as a dry run} */
  public DeleteRequest planned() {
    return new DeleteRequest(name, persist, options.planned());
  }
}
