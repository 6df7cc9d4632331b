// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.target;

import java.util.ArrayList;
import java.util.List;
import org.dtbind.source.PlainText;
import org.dtbind.source.Shown;

/**
 * A line of a rules file for udev(7). Immutable: the methods that add a part return a new rule.
 *
 * @param parts matches and assignments, as written between the commas
 */
record UdevRule(List<String> parts) {

  UdevRule {
    parts = List.copyOf(parts);
  }

  static UdevRule rule() {
    return new UdevRule(List.of());
  }

  /** Matches an exact value, in which the special characters of patterns are quoted. */
  UdevRule is(String key, String value) {
    return with(key, "==", quoted(pattern(value)));
  }

  /** Excludes a value, which must be a constant or pattern of this package. */
  UdevRule isNot(String key, String value) {
    return with(key, "!=", quoted(value));
  }

  /** Requires that a file does not exist. */
  UdevRule lacks(String path) {
    return with("TEST", "!=", quoted(plain(path)));
  }

  /** Matches a pattern, which must be safe: it is not quoted. */
  UdevRule matches(String key, String pattern) {
    return with(key, "==", quoted(pattern));
  }

  /** Sets a property, or writes an attribute. */
  UdevRule set(String key, String value) {
    return with(key, "=", quoted(plain(value)));
  }

  UdevRule setFinally(String key, String value) {
    return with(key, ":=", quoted(plain(value)));
  }

  /** Sets a value in which udev replaces substitutions such as {@code $kernel}. */
  UdevRule setReplaced(String key, String text) {
    return with(key, "=", quoted(text));
  }

  UdevRule add(String key, String value) {
    return with(key, "+=", quoted(plain(value)));
  }

  private UdevRule with(String key, String operator, String value) {
    List<String> more = new ArrayList<>(parts);
    more.add(key + operator + value);
    return new UdevRule(more);
  }

  /**
   * Returns a pattern that matches only this value. udev cannot quote a bar, which separates
   * patterns, and some versions of udev cannot quote a backslash or a double quote. A wildcard in
   * their place would match other devices, so that such values are rejected.
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

  /** Escapes the characters that begin a substitution in udev. */
  private static String plain(String value) {
    return value.replace("$", "$$").replace("%", "%%");
  }

  /**
   * Puts a value between double quotes. In plain quotes {@code \"} is the only escape. A value with
   * a backslash before a quote or at the end needs the form with escapes, which udev supports since
   * version 247.
   */
  private static String quoted(String value) {
    PlainText.checked(value);
    if (value.endsWith("\\") || value.contains("\\\"")) {
      return "e\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
    return "\"" + value.replace("\"", "\\\"") + "\"";
  }

  /** Returns the line without its line terminator. */
  String text() {
    return String.join(", ", parts);
  }
}
