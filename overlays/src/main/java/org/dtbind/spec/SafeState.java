// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.spec;

import java.util.Locale;

/**
 * The state of a line that is set before its release: logical values, so that a line that is active
 * low is high when it is inactive.
 */
public enum SafeState {
  /** Asserted. */
  ACTIVE,
  /** Not asserted. */
  INACTIVE;

  /** {@return the name in specifications, such as {@code inactive}} */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
