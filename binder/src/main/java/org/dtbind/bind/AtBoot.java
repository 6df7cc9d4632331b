// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import org.dtbind.spec.Access;

/** What is requested for each later boot. */
public sealed interface AtBoot {

  /** Keep the current behaviour. */
  record Unchanged() implements AtBoot {}

  /**
   * Bind it at boot, too, with files in {@code /etc} that need no Java.
   *
   * @param access who may use the nodes that appear in {@code /dev}
   */
  record Bound(Access access) implements AtBoot {}

  /** Do not bind it: remove dtbind's files. */
  record Forgotten() implements AtBoot {}
}
