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
 * Computes columns in UTF-16 code units. A line may be a whole file, and all diagnostics may be in
 * it. For long lines, the class caches counts every few kilobytes, so that a line is not counted
 * again for each diagnostic.
 */
final class Utf16Columns {

  private static final int STEP = 1 << 12;

  private record Line(SourceFile file, int start) {}

  /**
   * For each long line: the number of code units before an offset. Each offset is the start of a
   * character.
   */
  private final Map<Line, NavigableMap<Integer, Integer>> counted = new HashMap<>();

  /**
   * Returns the column of an offset, from 1.
   *
   * @param lineStart the offset of the first byte of the line
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

  /** Returns the first offset at or after the next step that is not within a character. */
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
