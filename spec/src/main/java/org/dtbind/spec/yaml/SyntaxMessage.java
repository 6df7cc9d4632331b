// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.spec.yaml;

import org.dtbind.diag.Message;

/**
 * A message about a syntax error in YAML. It replaces the parser's message, which names tokens and
 * states of the parser that authors of a declaration do not know.
 *
 * @param help the advice on how to correct the error
 */
record SyntaxMessage(Message message, String help) {

  private static final String QUOTE = "put the text in quotes";

  /** A line of the file and its indentation. */
  private record Line(int number, int start, int indent, String content) {

    static Line of(String text, int number, int start, int end) {
      String line = text.substring(start, end);
      int indent = line.length() - line.stripLeading().length();
      return new Line(number, start, indent, line.strip());
    }

    boolean isBlank() {
      return content.isEmpty() || content.startsWith("#");
    }

    /** Returns the column of the first key in the line, after the dashes of list items. */
    int keyIndent() {
      int at = 0;
      while (content.startsWith("- ", at)) {
        at += 2;
        while (content.startsWith(" ", at)) {
          at++;
        }
      }
      return indent + at;
    }

    String key() {
      String key = content.substring(keyIndent() - indent);
      int colon = key.indexOf(':');
      return colon < 0 ? key : key.substring(0, colon);
    }

    boolean hasValue() {
      int colon = content.indexOf(": ");
      return colon >= 0 && !content.substring(colon + 1).strip().startsWith("#");
    }

    boolean isItem() {
      return content.equals("-") || content.startsWith("- ");
    }
  }

  /**
   * Returns the message for an error of the parser.
   *
   * @param at the position of the error, in Java characters
   */
  static SyntaxMessage of(String problem, String text, int at) {
    Line faulty = line(text, at);
    String before = text.substring(text.lastIndexOf('\n', at - 1) + 1, Math.min(at, text.length()));
    if (before.isBlank() && (before.contains("\t") || text.startsWith("\t", at))) {
      return new SyntaxMessage(
          Message.of("this line is indented with a tab"), "indent with spaces");
    }
    if (problem.startsWith("expected ',' or")) {
      return new SyntaxMessage(
          Message.of(
              "'{expected}' or ',' is missing here", problem.charAt(problem.indexOf("or '") + 4)),
          "separate the items of a list or mapping with ',', and close it with its bracket");
    }
    if (problem.startsWith("expected <block end>")) {
      return misplaced(faulty, text);
    }
    if (problem.startsWith("mapping values are not allowed")) {
      return secondValue(faulty, text, at);
    }
    return token(problem, text, at);
  }

  private static SyntaxMessage token(String problem, String text, int at) {
    if (problem.startsWith("could not find expected ':'")) {
      return new SyntaxMessage(Message.of("':' is missing after a key"), "write 'key: value'");
    }
    if (problem.startsWith("found character")) {
      String character = at < text.length() ? Character.toString(text.codePointAt(at)) : "";
      return new SyntaxMessage(
          Message.of("a value cannot begin with '{character}'", character), QUOTE);
    }
    if (problem.startsWith("found unexpected")) {
      return new SyntaxMessage(
          Message.of("the closing quote is missing"), "end the text with the same kind of quote");
    }
    if (problem.startsWith("sequence entries are not allowed")) {
      return new SyntaxMessage(
          Message.of("a list item cannot start here"), "start each item on its own line");
    }
    if (problem.startsWith("found unknown escape") || problem.startsWith("expected escape")) {
      return new SyntaxMessage(
          Message.of("this is not a valid escape sequence in double quotes"),
          "write \\\\ for a backslash, or use single quotes");
    }
    if (problem.startsWith("expected the node content")) {
      return new SyntaxMessage(
          Message.of("a value is missing here"), "add the value, or remove the comma");
    }
    if (problem.startsWith("expected alphabetic") || problem.startsWith("unexpected character")) {
      return new SyntaxMessage(
          Message.of("text that starts with '&', '*' or '!' must be quoted"),
          "write a reference to a node as \"&label\" or \"&{/path}\", with the quotes");
    }
    return new SyntaxMessage(
        Message.of("this is not valid YAML"), "check its indentation, quotes and brackets");
  }

  /** Describes a line whose indentation matches no open block. */
  private static SyntaxMessage misplaced(Line faulty, String text) {
    Line above = above(text, faulty);
    for (Line line = above; line.number() > 0; line = above(text, line)) {
      if (line.keyIndent() > faulty.indent() && line.indent() < faulty.indent()) {
        return new SyntaxMessage(
            Message.of(
                "this line is indented by {indent} spaces, but '{key}' on line {line} is indented by"
                    + " {expected}",
                faulty.indent(),
                line.key(),
                line.number(),
                line.keyIndent()),
            "indent all keys of a mapping by the same amount");
      }
    }
    return faulty.isItem()
        ? new SyntaxMessage(
            Message.of("a list item ('-') appears among keys"),
            "indent it under the key of its list")
        : new SyntaxMessage(
            Message.of(
                "the indentation of this line ({indent}) does not match that of any block above it",
                faulty.indent()),
            "indent all keys of a mapping, and all items ('-') of a list, by the same amount");
  }

  /** Describes a key directly after a value, where YAML does not allow one. */
  private static SyntaxMessage secondValue(Line faulty, String text, int at) {
    Line above = above(text, faulty);
    String key = faulty.key();
    boolean first = faulty.content().indexOf(':') + faulty.indent() == column(text, at);
    if (first && above.number() > 0 && above.hasValue() && faulty.indent() > above.keyIndent()) {
      return new SyntaxMessage(
          Message.of(
              "'{key}' is indented more than '{otherKey}' above it, which already has a value",
              key,
              above.key()),
          "indent both by the same amount");
    }
    return new SyntaxMessage(
        Message.of("this line contains a second ': '"), "put text with ': ' in quotes");
  }

  private static int column(String text, int at) {
    return at - (text.lastIndexOf('\n', at - 1) + 1);
  }

  private static Line line(String text, int at) {
    int start = text.lastIndexOf('\n', Math.min(at, text.length()) - 1) + 1;
    int end = text.indexOf('\n', start);
    int number = (int) text.substring(0, start).chars().filter(c -> c == '\n').count() + 1;
    return Line.of(text, number, start, end < 0 ? text.length() : end);
  }

  /**
   * Returns the closest line above that is neither blank nor a comment; a line with number 0 if
   * there is none.
   */
  private static Line above(String text, Line line) {
    Line above = line;
    do {
      if (above.start() == 0) {
        return new Line(0, 0, 0, "");
      }
      int end = above.start() - 1;
      int start = text.lastIndexOf('\n', end - 1) + 1;
      above = Line.of(text, above.number() - 1, start, end);
    } while (above.isBlank());
    return above;
  }
}
