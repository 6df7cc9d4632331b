// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.source;

/**
 * A file as it was read.
 *
 * @param name the path it was asked for by, as diagnostics show it
 * @param content its bytes
 */
public record SourceFile(String name, Bytes content) {

  /**
   * {@return the line of {@code offset}, from 1}
   *
   * @param offset 0 to the content's length
   */
  public int line(int offset) {
    int line = 1;
    for (int i = 0; i < Math.min(offset, content.length()); i++) {
      if (content.get(i) == '\n') {
        line++;
      }
    }
    return line;
  }

  /**
   * {@return the column of {@code offset} in bytes, from 1}
   *
   * @param offset 0 to the content's length
   */
  public int column(int offset) {
    return offset - lineStart(offset) + 1;
  }

  /**
   * {@return the line that {@code offset} is on, without its end, read as UTF-8}
   *
   * @param offset 0 to the content's length
   */
  public String lineText(int offset) {
    int from = lineStart(offset);
    int to = content.indexOf('\n', from);
    if (to < 0) {
      to = content.length();
    }
    if (to > from && content.get(to - 1) == '\r') {
      to--;
    }
    return content.slice(from, to).utf8();
  }

  /**
   * {@return the offset at which the line of {@code offset} begins}
   *
   * @param offset 0 to the content's length
   */
  public int lineStart(int offset) {
    int from = Math.min(offset, content.length());
    while (from > 0 && content.get(from - 1) != '\n') {
      from--;
    }
    return from;
  }
}
