// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.print;

import java.util.Locale;

/**
 * Writes YAML as libyaml's emitter does with default settings: its spaces and quotes, and its line
 * breaks after column 80 (emitter.c). Supports only the features that {@link YamlPrinter} uses.
 */
final class YamlText {

  private static final int WIDTH = 80;
  private static final int INDENT = 2;

  private final StringBuilder out = new StringBuilder(1 << 16);
  private int column;

  /** Whether the last output needs no space after it. */
  private boolean spaced = true;

  /** Whether the current line contains only indentation. */
  private boolean indented = true;

  @Override
  public String toString() {
    return out.toString();
  }

  private void put(char c) {
    out.append(c);
    column = c == '\n' ? 0 : column + 1;
  }

  private void put(String text) {
    for (int i = 0; i < text.length(); i++) {
      put(text.charAt(i));
    }
  }

  /**
   * Writes an indicator, such as {@code [}. The parameters are those of
   * yaml_emitter_write_indicator().
   *
   * @param space whether a space is necessary before the indicator
   * @param opens whether no space is necessary after the indicator
   * @param indents whether the indicator counts as indentation, as {@code -} does
   */
  void indicator(String text, boolean space, boolean opens, boolean indents) {
    if (space && !spaced) {
      put(' ');
    }
    put(text);
    spaced = opens;
    indented &= indents;
  }

  /** Moves to a column, on a new line unless the current one is empty. */
  void indent(int to) {
    if (!indented || column > to || column == to && !spaced) {
      put('\n');
    }
    while (column < to) {
      put(' ');
    }
    spaced = true;
    indented = true;
  }

  /** Writes the comma between two elements of {@code [ ]}, and breaks the line if it is full. */
  void next(boolean first, int indent) {
    if (!first) {
      indicator(",", false, false, false);
    }
    if (column > WIDTH) {
      indent(indent);
    }
  }

  void tag(String name) {
    plain(name);
  }

  /** Writes text without quotes. */
  void plain(String text) {
    if (!spaced) {
      put(' ');
    }
    put(text);
    spaced = false;
    indented = false;
  }

  /**
   * Writes the name of a node or property, in quotes if YAML would read it as something else.
   *
   * @param name consists of letters, digits and {@code ,._+*#?@-}
   * @param tagged whether a quoted name gets the tag {@code !}, as dtc requests it for the names of
   *     nodes
   */
  void key(String name, boolean tagged) {
    char first = name.isEmpty() ? '?' : name.charAt(0);
    boolean special =
        "#,*@".indexOf(first) >= 0
            || name.startsWith("---")
            || name.startsWith("...")
            || name.length() <= 1 && "?-".indexOf(first) >= 0;
    if (!special) {
      plain(name);
      return;
    }
    if (tagged) {
      plain("!");
    }
    plain("'" + name + "'");
  }

  /**
   * Writes a string in double quotes, with line breaks at spaces if the line is full.
   *
   * @param text characters U+0000 to U+00FF
   * @param indent the column after a line break
   */
  void quoted(String text, int indent) {
    indicator("\"", true, false, false);
    boolean space = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean breaks = !space && column > WIDTH && i > 0 && i + 1 < text.length();
      space = c == ' ';
      if (c < ' ' || c > '~' || c == '"' || c == '\\') {
        escaped(c);
      } else if (space && breaks) {
        indent(indent);
        if (text.charAt(i + 1) == ' ') {
          put('\\');
        }
      } else {
        put(c);
      }
    }
    indicator("\"", false, false, false);
  }

  private void escaped(char c) {
    put('\\');
    switch (c) {
      case 0 -> put('0');
      case 7 -> put('a');
      case '\b' -> put('b');
      case '\t' -> put('t');
      case '\n' -> put('n');
      case 11 -> put('v');
      case '\f' -> put('f');
      case '\r' -> put('r');
      case 0x1b -> put('e');
      case '"', '\\' -> put(c);
      default -> put(String.format(Locale.ROOT, "x%02X", (int) c));
    }
  }

  static int deeper(int indent) {
    return indent + INDENT;
  }
}
