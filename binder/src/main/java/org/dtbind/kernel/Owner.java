// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel;

/**
 * Whom a file belongs to, and who may do what.
 *
 * @param user by name, or by number where it has none
 * @param group by name, or by number where it has none
 * @param permissions as ls(1) shows them, such as {@code rw-rw----}
 */
public record Owner(String user, String group, String permissions) {

  /** {@return whether members of the group may read and write it} */
  public boolean groupMayReadAndWrite() {
    return permissions.startsWith("rw", 3);
  }

  /** {@return for people, such as {@code root:gpio, rw-rw----}} */
  public String text() {
    return user + ":" + group + ", " + permissions;
  }
}
