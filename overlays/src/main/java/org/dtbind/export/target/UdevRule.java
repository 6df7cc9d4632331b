// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.target;

import java.util.ArrayList;
import java.util.List;
import org.dtbind.source.PlainText;
import org.dtbind.source.Shown;

/**
 * A line of a file of rules, udev(7). Immutable: each addition gives a new one.
 *
 * @param parts between commas, as they are written
 */
record UdevRule(List<String> parts) {

  UdevRule {
    parts = List.copyOf(parts);
  }

  static UdevRule rule() {
    return new UdevRule(List.of());
  }

  /** Asks for exactly that value. */
  UdevRule is(String key, String value) {
    return with(key, "==", quoted(pattern(value)));
  }

  /** Asks for another value than that one, which is text of ours. */
  UdevRule isNot(String key, String value) {
    return with(key, "!=", quoted(value));
  }

  /** Asks that a file is not there. */
  UdevRule lacks(String path) {
    return with("TEST", "!=", quoted(plain(path)));
  }

  /** Asks for a value that a pattern of ours matches. */
  UdevRule matches(String key, String pattern) {
    return with(key, "==", quoted(pattern));
  }

  /** Sets a value, or writes it where the key is an attribute. */
  UdevRule set(String key, String value) {
    return with(key, "=", quoted(plain(value)));
  }

  /** Sets a value that no later rule may change. */
  UdevRule setFinally(String key, String value) {
    return with(key, ":=", quoted(plain(value)));
  }

  /** Sets a value to text of ours, in which udev replaces what begins with $. */
  UdevRule setReplaced(String key, String text) {
    return with(key, "=", quoted(text));
  }

  /** Adds a value to others. */
  UdevRule add(String key, String value) {
    return with(key, "+=", quoted(plain(value)));
  }

  private UdevRule with(String key, String operator, String value) {
    List<String> more = new ArrayList<>(parts);
    more.add(key + operator + value);
    return new UdevRule(more);
  }

  /**
   * A pattern that matches one value. A bar separates patterns and cannot be quoted at all, a
   * backslash and a double quote not in all versions of udev; any character in their place would
   * match other devices.
   */
  private static String pattern(String value) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '*', '?', '[' -> out.append('[').append(c).append(']');
        case '|', '\\', '"' ->
            throw new IllegalArgumentException("not a udev pattern: " + Shown.escaped(value));
        default -> out.append(c);
      }
    }
    return out.toString();
  }

  /** A value in which udev replaces nothing. */
  private static String plain(String value) {
    return value.replace("$", "$$").replace("%", "%%");
  }

  /**
   * Between double quotes only {@code \"} means something; a value in which a backslash stands
   * before a quote, or at the end, needs the form with escapes, which udev has since 247.
   */
  private static String quoted(String value) {
    PlainText.checked(value);
    if (value.endsWith("\\") || value.contains("\\\"")) {
      return "e\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
    return "\"" + value.replace("\"", "\\\"") + "\"";
  }

  /** {@return the line, without its end} */
  String text() {
    return String.join(", ", parts);
  }
}
