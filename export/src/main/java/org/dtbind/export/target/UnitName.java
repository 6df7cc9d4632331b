// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.target;

import java.nio.charset.StandardCharsets;

/**
 * Creates the names of systemd's device units (systemd.unit(5), "string escaping for inclusion").
 */
final class UnitName {

  private UnitName() {}

  /**
   * Returns the name of the unit for a file in {@code /dev}, such as {@code
   * dev-gpio-my\x2ddoor.device}.
   *
   * @param path absolute path without the slash at the beginning, and without repeated slashes
   */
  static String ofDevice(String path) {
    StringBuilder out = new StringBuilder();
    byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      int c = bytes[i] & 0xff;
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
      if (c == '/') {
        out.append('-');
      } else if (letter || c == ':' || c == '_' || c == '.' && i > 0) {
        out.append((char) c);
      } else {
        out.append("\\x%02x".formatted(c));
      }
    }
    return out + ".device";
  }
}
