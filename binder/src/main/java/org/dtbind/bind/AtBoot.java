// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import org.dtbind.spec.Access;

/** What is requested of a device for each boot to come. */
public sealed interface AtBoot {

  /** Whatever is there by now. */
  record Unchanged() implements AtBoot {}

  /**
   * It is bound then, too, by files in {@code /etc} that need no Java.
   *
   * @param access who may use what appears in {@code /dev}
   */
  record Bound(Access access) implements AtBoot {}

  /** Nothing that dtbind has written binds it then. */
  record Forgotten() implements AtBoot {}
}
