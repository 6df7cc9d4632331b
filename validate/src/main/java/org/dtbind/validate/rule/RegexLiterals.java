// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.rule;

import java.util.ArrayList;
import java.util.List;

/**
 * Literal text that a text must contain to match a regular expression. Most texts do not match, and
 * this test is a hundred times faster than a search.
 *
 * @param starts the texts of which one must be at the start; empty if unknown
 * @param end the text that must be at the end; empty if unknown
 */
record RegexLiterals(List<String> starts, String end) {

  private static final RegexLiterals NONE = new RegexLiterals(List.of(), "");

  private static final String SPECIAL = "\\.[](){}*+?^$|";

  /** Returns the literals of a regular expression. */
  static RegexLiterals of(String text) {
    if (text.replace("(?:", "(").replace("(?!", "(").contains("(?") || choices(text).size() != 1) {
      return NONE;
    }
    String end = text.endsWith("$") ? end(text.substring(0, text.length() - 1)) : "";
    return text.startsWith("^")
        ? new RegexLiterals(starts(text.substring(1)), end)
        : new RegexLiterals(List.of(), end);
  }

  /** Returns whether a search in a text can succeed. */
  boolean mayBeIn(String text) {
    if (!end.isEmpty() && !text.endsWith(end) && !text.endsWith("\n")) {
      return false;
    }
    for (String start : starts) {
      if (text.startsWith(start)) {
        return true;
      }
    }
    return starts.isEmpty();
  }

  /** Returns whether a search can succeed in any text that begins with a given character. */
  boolean mayStart(char first) {
    return starts.isEmpty() || starts.stream().anyMatch(start -> start.charAt(0) == first);
  }

  /** Returns whether a search can succeed in any text that begins with a non-ASCII character. */
  boolean mayStartBeyondAscii() {
    return starts.isEmpty() || starts.stream().anyMatch(start -> start.charAt(0) > 127);
  }

  private static List<String> starts(String text) {
    String first = start(text);
    if (!first.isEmpty()) {
      return List.of(first);
    }
    if (!text.startsWith("(") || text.startsWith("(?!")) {
      return List.of();
    }
    int close = close(text);
    if (close < 0 || close + 1 < text.length() && "*?{".indexOf(text.charAt(close + 1)) >= 0) {
      return List.of();
    }
    List<String> starts = new ArrayList<>();
    for (String choice : choices(text.substring(text.startsWith("(?:") ? 3 : 1, close))) {
      starts.add(start(choice));
    }
    return starts.contains("") ? List.of() : starts;
  }

  /** Returns the literal characters at the start of a regular expression. */
  private static String start(String text) {
    int length = 0;
    while (length < text.length() && SPECIAL.indexOf(text.charAt(length)) < 0) {
      length++;
    }
    boolean isOptional = length < text.length() && "*?{".indexOf(text.charAt(length)) >= 0;
    return text.substring(0, isOptional ? Math.max(0, length - 1) : length);
  }

  private static String end(String text) {
    int start = text.length();
    while (start > 0 && SPECIAL.indexOf(text.charAt(start - 1)) < 0) {
      start--;
    }
    if (start == 0 || "\\[{(".indexOf(text.charAt(start - 1)) < 0) {
      return text.substring(start);
    }
    // The first literal characters may belong to an escape sequence, a class or a repetition before
    // them. Escape sequences of more than one character, such as \x41, begin with letters or
    // digits.
    boolean isEscape =
        text.charAt(start - 1) == '\\'
            && start < text.length()
            && !Character.isLetterOrDigit(text.charAt(start));
    return isEscape ? text.substring(start + 1) : "";
  }

  /** Returns the index of the parenthesis that closes the first one; -1 if there is none. */
  private static int close(String text) {
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '\\' -> i++;
        case '[' -> i = classEnd(text, i);
        case '(' -> depth++;
        case ')' -> {
          if (--depth == 0) {
            return i;
          }
        }
        default -> {}
      }
    }
    return -1;
  }

  /** Splits a regular expression at each {@code |} outside parentheses. */
  private static List<String> choices(String text) {
    List<String> choices = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '\\' -> i++;
        case '[' -> i = classEnd(text, i);
        case '(' -> depth++;
        case ')' -> depth--;
        case '|' -> {
          if (depth == 0) {
            choices.add(text.substring(start, i));
            start = i + 1;
          }
        }
        default -> {}
      }
    }
    choices.add(text.substring(start));
    return choices;
  }

  /**
   * Returns the index of the bracket that ends a character class; the length of the text or more if
   * there is none.
   */
  private static int classEnd(String text, int open) {
    int i = open + 1;
    if (text.startsWith("^", i)) {
      i++;
    }
    // A bracket as the first character is part of the class.
    i++;
    while (i < text.length() && text.charAt(i) != ']') {
      i += text.charAt(i) == '\\' ? 2 : 1;
    }
    return i;
  }
}
