// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.scan;

import java.util.Arrays;

/**
 * Strings of dtc's that are longer than their line. To cpp a quote ends with its line, so what
 * stands on further ones are tokens to it, and the white space between them is not kept: it is as
 * long as it was before the first token of a line, a blank between two, and left out behind the
 * last one. Confined to the scan of one file.
 */
final class OpenString {

  private final byte[] text;
  private boolean open;

  OpenString(byte[] text) {
    this.text = text;
  }

  /** Returns whether a string goes on. */
  boolean isOpen() {
    return open;
  }

  /** Takes note of what cpp takes for a string or a character, whole or not. */
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
  }

  /** Returns whether backslashes of dtc's stand before a quote. */
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

  /** Returns whether no token is left on a line. */
  boolean isLast(int at) {
    return at == text.length
        || text[at] == '\n'
        || Lexis.startsWith(text, at, text.length, "//")
        || Lexis.startsWith(text, at, text.length, "/*");
  }

  /** Returns whether white space is one blank. */
  boolean isBlank(int from, int end) {
    return end - from == 1 && text[from] == ' ';
  }

  /** Puts blanks in the place of tabs. */
  void indent(int from, int end) {
    Arrays.fill(text, from, end, (byte) ' ');
  }
}
