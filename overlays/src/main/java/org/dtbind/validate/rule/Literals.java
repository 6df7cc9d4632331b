// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.rule;

import java.util.ArrayList;
import java.util.List;

/**
 * What a text must begin and end with for a regular expression to be found in it. Most texts have
 * neither, and telling so is a hundred times faster than searching.
 *
 * @param starts one of them is at the start; none if that is not known
 * @param end is at the end; empty if that is not known
 */
record Literals(List<String> starts, String end) {

  private static final Literals NONE = new Literals(List.of(), "");

  private static final String SPECIAL = "\\.[](){}*+?^$|";

  /** Returns those of a regular expression. */
  static Literals of(String text) {
    if (text.replace("(?:", "(").replace("(?!", "(").contains("(?") || choices(text).size() != 1) {
      return NONE;
    }
    String end = text.endsWith("$") ? end(text.substring(0, text.length() - 1)) : "";
    return text.startsWith("^")
        ? new Literals(starts(text.substring(1)), end)
        : new Literals(List.of(), end);
  }

  /** Returns whether the regular expression may be in a text. */
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

  /** Returns whether the regular expression may be in a text that begins with a character. */
  boolean mayStart(char first) {
    return starts.isEmpty() || starts.stream().anyMatch(start -> start.charAt(0) == first);
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

  /** Returns the characters at the start that stand for themselves. */
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
    // The first may be part of what stands before it.
    return text.charAt(start - 1) == '\\' ? text.substring(Math.min(start + 1, text.length())) : "";
  }

  /** Returns the index of the parenthesis that closes the first, or -1. */
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

  /** Returns the parts between the {@code |} that are in no parentheses. */
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

  /** Returns the index of the bracket that ends a class; the last character where none does. */
  private static int classEnd(String text, int open) {
    int i = open + 1;
    if (text.startsWith("^", i)) {
      i++;
    }
    // As the first, it stands for itself.
    i++;
    while (i < text.length() && text.charAt(i) != ']') {
      i += text.charAt(i) == '\\' ? 2 : 1;
    }
    return i;
  }
}
