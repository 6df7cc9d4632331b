// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.view;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.dtbind.source.Bytes;
import org.dtbind.source.SourceFile;

/**
 * Columns in UTF-16 code units. A line may be a whole file, and hold every problem: in one that is
 * long, what was counted is remembered every few kilobytes.
 */
final class Utf16Columns {

  private static final int STEP = 1 << 12;

  private record Line(SourceFile file, int start) {}

  /** For long lines, by offset of the first byte of a character: the code units before it. */
  private final Map<Line, NavigableMap<Integer, Integer>> counted = new HashMap<>();

  /**
   * Returns the column of an offset, from 1.
   *
   * @param file the file
   * @param lineStart the offset at which the line begins
   * @param offset not before {@code lineStart}
   */
  int column(SourceFile file, int lineStart, int offset) {
    Bytes content = file.content();
    int from = lineStart;
    int units = 0;
    if (offset - lineStart > STEP) {
      NavigableMap<Integer, Integer> before =
          counted.computeIfAbsent(
              new Line(file, lineStart), line -> new TreeMap<>(Map.of(lineStart, 0)));
      Map.Entry<Integer, Integer> nearest = Objects.requireNonNull(before.floorEntry(offset));
      from = nearest.getKey();
      units = nearest.getValue();
      for (int to = stepFrom(content, from); to < offset; to = stepFrom(content, from)) {
        units += units(content, from, to);
        from = to;
        before.put(from, units);
      }
    }
    return units + units(content, from, offset) + 1;
  }

  /** Returns where a character begins, or bytes that are none, some way behind an offset. */
  private static int stepFrom(Bytes content, int from) {
    int to = from + STEP;
    while (to < content.length() && (content.get(to) & 0xc0) == 0x80) {
      to++;
    }
    return to;
  }

  private static int units(Bytes content, int from, int to) {
    return content.slice(from, to).utf8().length();
  }
}
