// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import org.dtbind.spec.Access;

/** The requested behavior at each later boot. */
public sealed interface AtBoot {

  /** Keep the current behavior. */
  record Unchanged() implements AtBoot {}

  /**
   * Bind the device at boot, too, with files in {@code /etc} that need no Java.
   *
   * @param access who may use the nodes that appear in {@code /dev}
   */
  record Bound(Access access) implements AtBoot {}

  /** Do not bind the device at boot: remove dtbind's files for it. */
  record Forgotten() implements AtBoot {}
}
