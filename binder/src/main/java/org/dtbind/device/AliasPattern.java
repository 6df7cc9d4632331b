// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.device;

/**
 * A pattern of {@code modules.alias}, with {@code *}, {@code ?} and {@code [a-z]} as in fnmatch(3).
 * Outside brackets, {@code -} and {@code _} are equal, as for modprobe(8).
 *
 * @param text the pattern, such as {@code of:N*T*Cgpio-keys}
 */
public record AliasPattern(String text) {

  /**
   * {@return whether this pattern matches the modalias of a device}
   *
   * @param modalias the modalias, such as {@code of:NdoorT(null)Cmyvendor,mydoor}
   */
  public boolean matches(String modalias) {
    int at = 0;
    int p = 0;
    int star = -1;
    int resume = 0;
    while (at < modalias.length()) {
      if (p < text.length() && text.charAt(p) == '*') {
        star = p++;
        resume = at;
        continue;
      }
      int next = p < text.length() ? one(p, modalias.charAt(at)) : -1;
      if (next >= 0) {
        p = next;
        at++;
      } else if (star >= 0) {
        p = star + 1;
        at = ++resume;
      } else {
        return false;
      }
    }
    while (p < text.length() && text.charAt(p) == '*') {
      p++;
    }
    return p == text.length();
  }

  /**
   * {@return the position in the pattern after the element at {@code p} if that element matches
   * {@code c}; otherwise -1}
   */
  private int one(int p, char c) {
    char wanted = text.charAt(p);
    int end = wanted == '[' ? text.indexOf(']', p + 2) : -1;
    if (end > 0) {
      return inSet(text.substring(p + 1, end), c) ? end + 1 : -1;
    }
    return wanted == '?' || folded(wanted) == folded(c) ? p + 1 : -1;
  }

  private static boolean inSet(String set, char c) {
    boolean not = set.startsWith("!") || set.startsWith("^");
    boolean in = false;
    for (int i = not ? 1 : 0; i < set.length(); i++) {
      boolean range = i + 2 < set.length() && set.charAt(i + 1) == '-';
      char last = range ? set.charAt(i + 2) : set.charAt(i);
      in |= c >= set.charAt(i) && c <= last;
      i += range ? 2 : 0;
    }
    return in != not;
  }

  private static char folded(char c) {
    return c == '-' ? '_' : c;
  }
}
