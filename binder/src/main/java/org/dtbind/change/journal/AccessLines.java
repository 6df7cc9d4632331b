// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change.journal;

import java.util.Map;
import java.util.Optional;
import org.dtbind.spec.Access;

/** The lines in records that contain the access settings of device nodes. */
public final class AccessLines {

  private AccessLines() {}

  /**
   * Adds the settings to a text.
   *
   * @param access the settings; a missing setting adds no line
   */
  public static KeyValueText write(KeyValueText text, Access access) {
    return text.line("owner", access.owner())
        .line("group", access.group())
        .line("mode", access.mode())
        .line("link", access.link())
        .line("selinux", access.selinux());
  }

  /**
   * {@return the settings; empty if the mode is invalid, or if the link could lead to another
   * directory}
   */
  public static Optional<Access> read(Map<String, String> values) {
    boolean isValid = isValid(values, "mode", "[0-7]{1,4}") && isValid(values, "link", Access.FILE);
    return isValid
        ? Optional.of(
            new Access(
                value(values, "owner"),
                value(values, "group"),
                value(values, "mode"),
                value(values, "link"),
                value(values, "selinux")))
        : Optional.empty();
  }

  private static boolean isValid(Map<String, String> values, String key, String pattern) {
    return value(values, key).filter(text -> !text.matches(pattern)).isEmpty();
  }

  private static Optional<String> value(Map<String, String> values, String key) {
    return Optional.ofNullable(values.get(key));
  }
}
