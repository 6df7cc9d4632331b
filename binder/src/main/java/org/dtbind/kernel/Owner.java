// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel;

import java.util.Optional;
import org.dtbind.spec.Access;

/**
 * The owner and the permissions of a file.
 *
 * @param permissions the permissions as ls(1) shows them, such as {@code rw-rw----}
 */
public record Owner(String user, String group, String permissions) {

  /** {@return whether members of the group may read and write the file} */
  public boolean groupMayReadAndWrite() {
    return permissions.startsWith("rw", 3);
  }

  /** {@return the user, group and mode that restore this owner, with the mode in octal digits} */
  public Access ownership() {
    int mode = 0;
    for (int i = 0; i < permissions.length(); i++) {
      mode = mode << 1 | (permissions.charAt(i) == '-' ? 0 : 1);
    }
    return Access.owned(Optional.of(user), Optional.of(group), Optional.of("%04o".formatted(mode)));
  }

  /**
   * {@return the permissions of a mode as ls(1) shows them, such as {@code rw-rw----}}
   *
   * @param octal three or four octal digits; the first of four is ignored
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

  /** {@return this owner as text, such as {@code root:gpio, rw-rw----}} */
  public String text() {
    return user + ":" + group + ", " + permissions;
  }
}
