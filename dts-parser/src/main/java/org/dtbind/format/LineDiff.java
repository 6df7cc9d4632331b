// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.dtbind.diag.ChangedFile;
import org.dtbind.diag.Diagnostic;
import org.dtbind.source.Bytes;
import org.dtbind.source.Origin;
import org.dtbind.source.SourceFile;

/**
 * Which lines of a changed source are those of the original. Equal lines are matched by their
 * number: the third line {@code };} with the third one, if this leaves the others in order. One
 * object compares two sources.
 */
final class LineDiff {

  private record Line(Bytes text, int count) {}

  private final SourceFile before;
  private final List<Bytes> former;
  private final List<Bytes> present;

  /** By line of the changed source, from 0: the line of the original; -1 for a new one. */
  private final int[] matches;

  LineDiff(SourceFile before, Bytes after) {
    this.before = before;
    this.former = before.lines();
    this.present = new SourceFile(before.name(), after).lines();
    Map<Line, Integer> known = new HashMap<>();
    for (Line line : counted(former)) {
      known.put(line, known.size());
    }
    this.matches =
        counted(present).stream().mapToInt(line -> known.getOrDefault(line, -1)).toArray();
    keepIncreasing(matches);
  }

  private static List<Line> counted(List<Bytes> lines) {
    Map<Bytes, Integer> counts = new HashMap<>();
    return lines.stream().map(line -> new Line(line, counts.merge(line, 1, Integer::sum))).toList();
  }

  /** Keeps the longest increasing sequence of numbers, and replaces the others by -1. */
  private static void keepIncreasing(int[] numbers) {
    int[] ends = new int[numbers.length];
    int[] values = new int[numbers.length];
    int[] previous = new int[numbers.length];
    int length = 0;
    for (int i = 0; i < numbers.length; i++) {
      if (numbers[i] >= 0) {
        int at = -1 - Arrays.binarySearch(values, 0, length, numbers[i]);
        values[at] = numbers[i];
        ends[at] = i;
        previous[i] = at > 0 ? ends[at - 1] : -1;
        length = Math.max(length, at + 1);
      }
    }
    int kept = length > 0 ? ends[length - 1] : -1;
    for (int i = numbers.length - 1; i >= 0; i--) {
      if (i == kept) {
        kept = previous[i];
      } else {
        numbers[i] = -1;
      }
    }
  }

  /** Tells of the changed source which lines may change: new ones, and those that might before. */
  IntPredicate lines(IntPredicate lines) {
    return line ->
        line > matches.length || matches[line - 1] < 0 || lines.test(matches[line - 1] + 1);
  }

  /** Returns the original with a fix for each group of lines that differ. */
  ChangedFile changes(String title) {
    List<Diagnostic.Fix> fixes = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    int was = 0;
    int start = 0;
    for (int line = 0; line <= matches.length; line++) {
      int match = line < matches.length ? matches[line] : former.size();
      if (match < 0) {
        text.append(present.get(line).utf8());
        continue;
      }
      int end = start;
      for (; was < match; was++) {
        end += former.get(was).length();
      }
      // Equal lines may lack a match.
      if (!text.toString().equals(before.content().slice(start, end).utf8())) {
        Origin.Source place = Origin.Source.of(before, start, end);
        Diagnostic.Edit edit = new Diagnostic.Edit(place, text.toString());
        fixes.add(new Diagnostic.Fix(title, List.of(edit), true));
      }
      text.setLength(0);
      start = end;
      if (was < former.size()) {
        start += former.get(was++).length();
      }
    }
    return new ChangedFile(before, fixes);
  }
}
