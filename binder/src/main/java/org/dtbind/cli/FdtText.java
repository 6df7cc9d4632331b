// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import org.dtbind.source.Bytes;

/** What dtc's tools make of a value whose type nothing tells (dtc's util.c). */
final class FdtText {

  private FdtText() {}

  /**
   * {@return whether a value is one string or more, none of them empty, of printable ASCII}
   *
   * @param value the value
   */
  static boolean isStrings(Bytes value) {
    int start = 0;
    for (int at = 0; at < value.length(); at++) {
      int c = value.get(at);
      if (c == 0 ? at == start : c < 0x20 || c > 0x7e) {
        return false;
      }
      start = c == 0 ? at + 1 : start;
    }
    return start > 0 && start == value.length();
  }

  /**
   * {@return a value as fdtdump shows it: strings, cells, or bytes; nothing for an empty one}
   *
   * @param value the value
   */
  static String assigned(Bytes value) {
    if (value.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder(" = ");
    if (isStrings(value)) {
      String strings = value.slice(0, value.length() - 1).latin1();
      text.append('"').append(strings.replace("\0", "\", \"")).append('"');
    } else if (value.length() % 4 == 0) {
      text.append('<');
      for (int at = 0; at < value.length(); at += 4) {
        text.append(at == 0 ? "" : " ").append("0x").append(hex(value.cell(at), 8));
      }
      text.append('>');
    } else {
      text.append('[');
      for (int at = 0; at < value.length(); at++) {
        text.append(at == 0 ? "" : " ").append(hex(value.get(at), 2));
      }
      text.append(']');
    }
    return text.toString();
  }

  /**
   * {@return hexadecimal digits, with zeros before them}
   *
   * @param value 32 bits
   * @param width the least number of digits
   */
  static String hex(int value, int width) {
    String digits = Integer.toHexString(value);
    return "0".repeat(Math.max(0, width - digits.length())) + digits;
  }
}
