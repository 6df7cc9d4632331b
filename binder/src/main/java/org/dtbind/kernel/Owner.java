// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel;

import java.util.Optional;
import org.dtbind.spec.Access;

/**
 * The owner of a file, and its permissions.
 *
 * @param user by name, or by number if it has none
 * @param group by name, or by number if it has none
 * @param permissions as ls(1) shows them, such as {@code rw-rw----}
 */
public record Owner(String user, String group, String permissions) {

  /** {@return whether members of the group may read and write it} */
  public boolean groupMayReadAndWrite() {
    return permissions.startsWith("rw", 3);
  }

  /** {@return the user, group and mode that restore this: the mode in octal digits} */
  public Access ownership() {
    int mode = 0;
    for (int i = 0; i < permissions.length(); i++) {
      mode = mode << 1 | (permissions.charAt(i) == '-' ? 0 : 1);
    }
    return Access.owned(Optional.of(user), Optional.of(group), Optional.of("%04o".formatted(mode)));
  }

  /**
   * {@return what ls(1) shows of a mode, such as {@code rw-rw----}}
   *
   * @param octal three or four digits; what the first of four says is left out
   */
  public static String permissions(String octal) {
    StringBuilder out = new StringBuilder();
    for (char digit : octal.substring(octal.length() - 3).toCharArray()) {
      int bits = digit - '0';
      out.append((bits & 4) != 0 ? 'r' : '-');
      out.append((bits & 2) != 0 ? 'w' : '-');
      out.append((bits & 1) != 0 ? 'x' : '-');
    }
    return out.toString();
  }

  /** {@return as text, such as {@code root:gpio, rw-rw----}} */
  public String text() {
    return user + ":" + group + ", " + permissions;
  }
}
