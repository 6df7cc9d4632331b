// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.scan;

import java.util.Arrays;

/**
 * Tracks strings that dtc reads across several lines. For cpp, an open quote ends at the end of its
 * line, so cpp reads the following lines as tokens and changes the white space there: it keeps the
 * width of the indentation, puts one blank between two tokens, and drops blanks at the end of a
 * line. The scan of the file makes the same changes. Confined to the scan of one file.
 */
final class OpenString {

  /** The text of the file, which belongs to others; a copy of it once {@code changed}. */
  private byte[] text;

  private boolean changed;
  private boolean open;
  private boolean everOpen;

  OpenString(byte[] text) {
    this.text = text;
  }

  /** Whether the current position is in a string that continues from an earlier line. */
  boolean isOpen() {
    return open;
  }

  /** Whether a string may continue on a further line anywhere in the range that was processed. */
  boolean wasOpen() {
    return everOpen;
  }

  /**
   * Processes a range that cpp reads as a string or character constant, with or without closing
   * quote.
   */
  void pass(int from, int end) {
    boolean escaped = open && isEscaped(from);
    boolean whole = end - from >= 2 && text[end - 1] == text[from];
    if (whole && text[from] == '"' && !escaped) {
      return;
    }
    for (int i = escaped ? from + 1 : from; i < end; i++) {
      if (text[i] == '\\') {
        i++;
      } else if (text[i] == '"') {
        open = !open;
      }
    }
    everOpen |= open;
  }

  /** Whether dtc reads the quote as escaped by the backslashes before it. */
  private boolean isEscaped(int quote) {
    int first = quote;
    while (first > 0 && text[first - 1] == '\\') {
      first--;
    }
    return (quote - first) % 2 == 1;
  }

  int endOfBlanks(int from) {
    int end = from;
    while (end < text.length && Lexis.isBlank(text[end])) {
      end++;
    }
    return end;
  }

  /** Whether no token remains on the line. */
  boolean isLast(int at) {
    return at == text.length
        || text[at] == '\n'
        || Lexis.startsWith(text, at, text.length, "//")
        || Lexis.startsWith(text, at, text.length, "/*");
  }

  /** Whether a range of white space consists of a single space. */
  boolean isBlank(int from, int end) {
    return end - from == 1 && text[from] == ' ';
  }

  /**
   * Replaces tabs by spaces, as cpp does in indentation. Returns the changed text, which is the
   * same array each time.
   */
  byte[] indent(int from, int end) {
    if (!changed) {
      changed = true;
      text = text.clone();
    }
    Arrays.fill(text, from, end, (byte) ' ');
    return text;
  }
}
