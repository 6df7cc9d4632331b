// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.spec;

import java.util.stream.Stream;

/**
 * The names in a declaration, as the patterns of its schema describe them. The first match of a
 * regular expression in a process takes as long as reading a hundred devices.
 */
final class Names {

  private Names() {}

  /** Returns whether a text matches {@link DeviceSpec#DRIVER}. */
  static boolean isDriver(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c <= '~' && c != '/');
  }

  /** Returns whether a text matches {@link NodeReference#LABEL}. */
  static boolean isLabel(String text) {
    return consistsOf(text, "_") && "0123456789".indexOf(text.charAt(0)) < 0;
  }

  /** Returns whether a text matches {@link NodeReference#NAME}. */
  static boolean isNode(String text) {
    String[] parts = text.split("@", -1);
    return parts.length <= 2 && Stream.of(parts).allMatch(part -> consistsOf(part, ",._+-"));
  }

  /** Returns whether a text matches {@link NodeReference#PATH}. */
  static boolean isPath(String text) {
    return text.equals("/")
        || text.startsWith("/")
            && Stream.of(text.substring(1).split("/", -1)).allMatch(Names::isNode);
  }

  private static boolean consistsOf(String text, String more) {
    return !text.isEmpty()
        && text.chars()
            .allMatch(
                c ->
                    c >= 'a' && c <= 'z'
                        || c >= 'A' && c <= 'Z'
                        || c >= '0' && c <= '9'
                        || more.indexOf(c) >= 0);
  }
}
