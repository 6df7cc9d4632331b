// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.option;

import org.dtbind.diag.Severity;

/**
 * A value of {@code -W} or {@code -E}.
 *
 * @param severity the severity that the option sets
 * @param text a name, or {@code no-} and a name
 */
public record LevelSetting(Severity severity, String text) {

  /** Returns whether the setting turns off what it names. */
  public boolean off() {
    return text.startsWith("no-") || text.startsWith("no_");
  }

  /** {@return the name without {@code no-}} */
  public String name() {
    return off() ? text.substring(3) : text;
  }
}
