// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A file that was read. Immutable; the offsets of lines are computed when they are first needed.
 *
 * <p>Equality is by name and content.
 */
public final class SourceFile {

  private static final int[] UNKNOWN = {};

  private final String name;
  private final Bytes content;

  /** The offsets of the starts of lines. Several threads may compute them, with equal results. */
  private volatile int[] lineStarts = UNKNOWN;

  /**
   * Creates a file.
   *
   * @param name the path with which the file was opened, for diagnostics
   * @param content the bytes of the file
   */
  public SourceFile(String name, Bytes content) {
    this.name = name;
    this.content = content;
  }

  /** {@return the path with which the file was opened, for diagnostics} */
  public String name() {
    return name;
  }

  /** {@return the bytes of the file} */
  public Bytes content() {
    return content;
  }

  /**
   * {@return the line of {@code offset}, from 1}
   *
   * @param offset from 0 to the length of the content
   */
  public int line(int offset) {
    int found = Arrays.binarySearch(lineStarts(), offset);
    return found >= 0 ? found + 1 : -found - 1;
  }

  /**
   * {@return the column of {@code offset} in bytes, from 1}
   *
   * @param offset from 0 to the length of the content
   */
  public int column(int offset) {
    return offset - lineStart(offset) + 1;
  }

  /**
   * {@return the offset after the last byte of the line that contains {@code offset}, without the
   * line ending}
   *
   * @param offset from 0 to the length of the content
   */
  public int lineEnd(int offset) {
    int line = line(offset);
    int[] starts = lineStarts();
    int to = line < starts.length ? starts[line] - 1 : content.length();
    return to > starts[line - 1] && content.get(to - 1) == '\r' ? to - 1 : to;
  }

  /**
   * {@return the offset of the start of the line that contains {@code offset}}
   *
   * @param offset from 0 to the length of the content
   */
  public int lineStart(int offset) {
    return lineStarts()[line(offset) - 1];
  }

  /** {@return the lines with their line feeds} */
  public List<Bytes> lines() {
    int[] starts = lineStarts();
    List<Bytes> lines = new ArrayList<>(starts.length);
    for (int i = 0; i < starts.length; i++) {
      int end = i + 1 < starts.length ? starts[i + 1] : content.length();
      if (starts[i] < end) {
        lines.add(content.slice(starts[i], end));
      }
    }
    return lines;
  }

  private int[] lineStarts() {
    int[] known = lineStarts;
    if (known == UNKNOWN) {
      known = findLines();
      lineStarts = known;
    }
    return known;
  }

  private int[] findLines() {
    int[] starts = new int[16];
    int lines = 1;
    for (int at = content.indexOf('\n', 0); at >= 0; at = content.indexOf('\n', at + 1)) {
      if (lines == starts.length) {
        starts = Arrays.copyOf(starts, lines * 2);
      }
      starts[lines++] = at + 1;
    }
    return Arrays.copyOf(starts, lines);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SourceFile that
        && name.equals(that.name)
        && content.equals(that.content);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
