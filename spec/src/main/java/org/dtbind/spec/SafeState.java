// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.spec;

import java.util.Locale;

/**
 * A state of a line to set before the line is released. It is a logical value: for a line that is
 * active low, inactive means high.
 */
public enum SafeState {
  /** The line is asserted. */
  ACTIVE,
  /** The line is not asserted. */
  INACTIVE;

  /** {@return the name in declarations, such as {@code inactive}} */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
