// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.claims;

import org.dtbind.diag.Message;

/** What only one node can have. */
public sealed interface Resource
    permits BusClaims.Address, LineClaims.Line, MemoryClaims.Memory, PinClaims.Pin {

  /** {@return the name for users, for example {@code line 19 of /soc/gpio@1000}} */
  Message text();
}
