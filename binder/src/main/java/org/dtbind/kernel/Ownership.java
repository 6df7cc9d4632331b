// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel;

import java.util.Optional;

/**
 * Whose a device node is to be; what is empty is to stay as it is.
 *
 * @param user by name or number
 * @param group by name or number
 * @param mode in octal digits, such as {@code 0660}
 */
public record Ownership(Optional<String> user, Optional<String> group, Optional<String> mode) {

  /** Nothing is asked for. */
  public static final Ownership ANY =
      new Ownership(Optional.empty(), Optional.empty(), Optional.empty());

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
}
