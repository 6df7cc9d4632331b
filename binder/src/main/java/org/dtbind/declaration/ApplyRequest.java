// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.declaration;

import org.dtbind.change.ChangeRequest;
import org.dtbind.change.RequestOptions;

/**
 * How to apply a declaration.
 *
 * @param options how the change is made; with force, devices are taken from any driver, drivers
 *     that are not known to be generic are allowed, and aggregators are deleted even if their lines
 *     are in use
 * @param prune whether to release devices that dtbind bound and to delete aggregators that dtbind
 *     made if they are not declared
 * @param simulated whether the tree was rewritten for simulated GPIO controllers, so that lines may
 *     have other numbers and controllers than in the declaration
 */
public record ApplyRequest(RequestOptions options, boolean prune, boolean simulated)
    implements ChangeRequest {

  /** {@return a request without pruning and force, with the default timeout} */
  public static ApplyRequest usual() {
    return new ApplyRequest(RequestOptions.DEFAULT, false, false);
  }

  public ApplyRequest pruning() {
    return new ApplyRequest(options, true, simulated);
  }

  /** {@return this request as a dry run} */
  public ApplyRequest planned() {
    return new ApplyRequest(options.planned(), prune, simulated);
  }
}
