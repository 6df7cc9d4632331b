// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.device;

/**
 * A pattern with {@code *}, {@code ?} and {@code [a-z]} as in fnmatch(3). Matching takes at most
 * the time of comparing each character with each element of the pattern.
 *
 * @param dashes whether {@code -} and {@code _} are equal outside brackets
 */
public record ShellPattern(String text, boolean dashes) {

  public boolean matches(String name) {
    int at = 0;
    int p = 0;
    int star = -1;
    int resume = 0;
    while (at < name.length()) {
      if (p < text.length() && text.charAt(p) == '*') {
        star = p++;
        resume = at;
        continue;
      }
      int next = p < text.length() ? one(p, name.charAt(at)) : -1;
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
   * {@return whether a set contains a range whose ends are in the wrong order, such as {@code
   * [z-a]}, which matches nothing}
   */
  public boolean hasReversedRange() {
    for (int p = text.indexOf('['); p >= 0; p = text.indexOf('[', p + 1)) {
      int end = setEnd(p);
      for (int i = p + (isNot(text, p + 1) ? 2 : 1); i + 2 < end; i++) {
        if (text.charAt(i + 1) == '-') {
          if (text.charAt(i) > text.charAt(i + 2)) {
            return true;
          }
          i += 2;
        }
      }
      p = Math.max(p, end);
    }
    return false;
  }

  /**
   * {@return the position in the pattern after the element at {@code p} if that element matches
   * {@code c}; otherwise -1}
   */
  private int one(int p, char c) {
    char wanted = text.charAt(p);
    int end = wanted == '[' ? setEnd(p) : -1;
    if (end > 0) {
      return inSet(text.substring(p + 1, end), c) ? end + 1 : -1;
    }
    return wanted == '?' || folded(wanted) == folded(c) ? p + 1 : -1;
  }

  /** {@return the position of the bracket that closes a set; -1 if none does} */
  private int setEnd(int open) {
    boolean not = isNot(text, open + 1);
    // A bracket at the beginning of a set belongs to the set.
    return text.indexOf(']', open + (not ? 3 : 2));
  }

  private static boolean isNot(String text, int at) {
    return text.startsWith("!", at) || text.startsWith("^", at);
  }

  private static boolean inSet(String set, char c) {
    boolean not = isNot(set, 0);
    boolean in = false;
    for (int i = not ? 1 : 0; i < set.length(); i++) {
      boolean range = i + 2 < set.length() && set.charAt(i + 1) == '-';
      char last = range ? set.charAt(i + 2) : set.charAt(i);
      in |= c >= set.charAt(i) && c <= last;
      i += range ? 2 : 0;
    }
    return in != not;
  }

  private char folded(char c) {
    return dashes && c == '-' ? '_' : c;
  }
}
