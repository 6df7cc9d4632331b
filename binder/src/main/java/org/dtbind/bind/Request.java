// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import java.time.Duration;

/** A request to change a device. */
public sealed interface Request permits AccessRequest, UnbindRequest {

  /** {@return the device: a node path, label, alias, node name or Linux name} */
  String device();

  /** {@return how long to wait for a lock, a supplier or a chip; not negative} */
  Duration timeout();

  /** {@return whether to change the device even if it is in use, or another program bound it} */
  boolean force();

  /** {@return whether to plan only} */
  boolean dryRun();
}
