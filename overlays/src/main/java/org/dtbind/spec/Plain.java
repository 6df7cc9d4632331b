// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.spec;

/**
 * What nearly all names in declarations are, told without a pattern: the first one of a process
 * takes as long as reading a hundred devices. Whatever is plain matches the patterns too; what is
 * not may.
 */
final class Plain {

  private Plain() {}

  /**
   * Returns whether a text is small letters, digits, {@code -} and {@code _}, a letter first, as
   * {@link DeviceSpec#DRIVER} and {@link NodeReference#NAME} take them.
   */
  static boolean isWord(String text) {
    return isWord(text, 0, text.length());
  }

  /** Returns whether a text is such, and {@link NodeReference#LABEL} takes it. */
  static boolean isLabel(String text) {
    return isWord(text) && text.indexOf('-') < 0;
  }

  /** Returns whether a text is words, a slash before each, as {@link NodeReference#PATH} has it. */
  static boolean isPath(String text) {
    if (!text.startsWith("/")) {
      return false;
    }
    int from = 1;
    for (int slash = text.indexOf('/', from); slash >= 0; slash = text.indexOf('/', from)) {
      if (!isWord(text, from, slash)) {
        return false;
      }
      from = slash + 1;
    }
    return isWord(text, from, text.length());
  }

  private static boolean isWord(String text, int from, int to) {
    if (from >= to || !isLetter(text.charAt(from))) {
      return false;
    }
    for (int i = from + 1; i < to; i++) {
      char c = text.charAt(i);
      if (!isLetter(c) && (c < '0' || c > '9') && c != '-' && c != '_') {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z';
  }
}
