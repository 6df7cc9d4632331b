// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.source;

import java.util.regex.Pattern;

/**
 * Makes text from outside safe for display. Names from trees, files, processes and the kernel may
 * contain any character. Some characters control the terminal, begin another line, or change the
 * direction of the surrounding text, so that one name looks like another. Some texts are commands
 * to the runner of a CI server that reads the output: {@code ::} at the beginning of a line
 * (GitHub), and {@code ##[} or {@code ##word[} anywhere (GitHub, Azure Pipelines, TeamCity). This
 * class replaces them.
 *
 * <pre>{@code out.print(Shown.escaped(node.name())); }</pre>
 */
public final class Shown {

  /** The most characters of a word that {@link #shortened} leaves unchanged. */
  private static final int LONGEST_WORD = 1000;

  /** A longer word: 200 characters at its beginning, 200 at its end, and what is between them. */
  private static final String LONG_WORD = "([^ ]{200})[^ ]{601,}([^ ]{200})";

  /** The beginning of a command to a runner: {@code ##} of {@code ##[} or {@code ##word[}. */
  public static final Pattern COMMAND = Pattern.compile("##(?=[A-Za-z]*\\[)");

  /** The control characters that {@link #escapedLines} leaves unchanged. */
  private static final String LAYOUT = "\n\t";

  private Shown() {}

  /**
   * {@return whether a character is displayed unchanged: it is assigned, and no control character
   * (C0, DEL or C1), format character (such as U+202E) or line separator}
   *
   * @param code the code point
   */
  public static boolean isShown(int code) {
    if (code >= ' ' && code < 0x7f) {
      return true;
    }
    return switch (Character.getType(code)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  /**
   * {@return the text with {@code ?} for each character that is not displayed, for table cells,
   * whose width must not change}
   *
   * @param text a text from outside
   */
  public static String masked(String text) {
    if (isShown(text, "")) {
      return withoutCommands(text, "?", "?");
    }
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().forEach(code -> out.appendCodePoint(isShown(code) ? code : '?'));
    return withoutCommands(out.toString(), "?", "?");
  }

  /**
   * {@return the text in one line, with C escape sequences for characters that are not displayed:
   * {@code \n}, {@code \x1b}, {@code \u202e}}
   *
   * @param text a text from outside
   */
  public static String escaped(String text) {
    if (isShown(text, "")) {
      return withoutCommands(text, "\\x3a", "\\\\x23");
    }
    StringBuilder out = new StringBuilder(text.length() + 8);
    text.codePoints().forEach(code -> escape(out, code));
    return withoutCommands(out.toString(), "\\x3a", "\\\\x23");
  }

  /**
   * {@return the text as by {@link #escaped}, except that newlines and tabs are unchanged}
   *
   * @param text a text of several lines
   */
  public static String escapedLines(String text) {
    if (isShown(text, LAYOUT)) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 8);
    text.codePoints()
        .forEach(
            code -> {
              if (LAYOUT.indexOf(code) >= 0) {
                out.append((char) code);
              } else {
                escape(out, code);
              }
            });
    return out.toString();
  }

  /**
   * {@return the text without the middle of each word that has more than 1,000 characters, because
   * a name in hostile input may have megabytes and appear in many messages}
   *
   * @param text a text in which spaces separate the words
   */
  public static String shortened(String text) {
    return text.length() <= LONGEST_WORD ? text : text.replaceAll(LONG_WORD, "$1[...]$2");
  }

  private static String withoutCommands(String text, String colon, String hash) {
    String out = text.contains("##") ? COMMAND.matcher(text).replaceAll("#" + hash) : text;
    int begin = 0;
    while (begin < out.length() && out.charAt(begin) == ' ') {
      begin++;
    }
    return out.startsWith("::", begin)
        ? out.substring(0, begin) + colon + out.substring(begin + 1)
        : out;
  }

  private static boolean isShown(String text, String also) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < ' ' || c >= 0x7f) && also.indexOf(c) < 0) {
        return text.codePoints().allMatch(code -> isShown(code) || also.indexOf(code) >= 0);
      }
    }
    return true;
  }

  private static void escape(StringBuilder out, int code) {
    int known = "\n\t\r".indexOf(code);
    if (known >= 0) {
      out.append('\\').append("ntr".charAt(known));
    } else if (isShown(code)) {
      out.appendCodePoint(code);
    } else if (code <= 0xff) {
      out.append("\\x%02x".formatted(code));
    } else if (FileName.isByte(code)) {
      // A byte of a file name that is not valid UTF-8.
      out.append("\\x%02x".formatted(code & 0xff));
    } else if (code <= 0xffff) {
      out.append("\\u%04x".formatted(code));
    } else {
      out.append("\\U%08x".formatted(code));
    }
  }
}
