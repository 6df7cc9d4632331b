// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.check;

import org.dtbind.diag.Severity;

/**
 * A value of {@code -W} or {@code -E}.
 *
 * @param severity the severity that the option sets
 * @param text the name of a check, with the prefix {@code no-} or {@code no_} to turn it off
 */
public record LevelSetting(Severity severity, String text) {

  /** {@return whether the setting turns off what it names, unless {@link #text} is a name} */
  public boolean off() {
    return text.startsWith("no-") || text.startsWith("no_");
  }

  /** {@return the name without the prefix} */
  public String name() {
    return off() ? text.substring(3) : text;
  }

  /**
   * {@return whether the setting is about a check}
   *
   * @param id the name of the check, which may begin with {@code no_} itself
   */
  public boolean concerns(String id) {
    return text.equals(id) || name().equals(id);
  }
}
