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
final class LineMatch {

  private record Line(Bytes text, int count) {}

  private final SourceFile before;
  private final Bytes after;
  private final List<Integer> formerStarts = new ArrayList<>();
  private final List<Integer> starts = new ArrayList<>();

  /** By line of the changed source, from 0: the line of the original; -1 for a new one. */
  private final int[] matches;

  LineMatch(SourceFile before, Bytes after) {
    this.before = before;
    this.after = after;
    Map<Line, Integer> known = new HashMap<>();
    List<Line> former = lines(before.content(), formerStarts);
    for (int i = 0; i < former.size(); i++) {
      known.put(former.get(i), i);
    }
    this.matches =
        lines(after, starts).stream().mapToInt(line -> known.getOrDefault(line, -1)).toArray();
    keepIncreasing(matches);
  }

  /** Returns the lines, and adds the offset of each, and that of the end. */
  private static List<Line> lines(Bytes content, List<Integer> starts) {
    Map<Bytes, Integer> counts = new HashMap<>();
    List<Line> lines = new ArrayList<>();
    int at = 0;
    while (at < content.length()) {
      starts.add(at);
      int feed = content.indexOf('\n', at);
      int next = feed < 0 ? content.length() : feed + 1;
      Bytes text = content.slice(at, next);
      lines.add(new Line(text, counts.merge(text, 1, Integer::sum)));
      at = next;
    }
    starts.add(at);
    return lines;
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
    int was = 0;
    int is = 0;
    for (int line = 0; line <= matches.length; line++) {
      int match = line < matches.length ? matches[line] : formerStarts.size() - 1;
      if (match >= 0) {
        int start = formerStarts.get(was);
        int end = formerStarts.get(match);
        String text = after.slice(starts.get(is), starts.get(line)).utf8();
        if (end > start || !text.isEmpty()) {
          Origin.Source place = Origin.Source.of(before, start, end);
          fixes.add(new Diagnostic.Fix(title, List.of(new Diagnostic.Edit(place, text)), true));
        }
        was = match + 1;
        is = line + 1;
      }
    }
    return new ChangedFile(before, fixes);
  }
}
