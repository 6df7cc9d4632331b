// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.preprocess;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dtbind.dts.scan.FileScan;
import org.dtbind.dts.scan.Macro;
import org.dtbind.source.Bytes;
import org.dtbind.source.Origin;
import org.dtbind.source.SourceFile;

/**
 * Collects the preprocessed text, and a table of segments that maps each byte to a place in a file.
 * A segment is either a copy of a range in the file, or the expansion of a macro, whose bytes all
 * map to the place of the macro's use.
 */
final class TextBuilder {

  /**
   * One reading of a file.
   *
   * @param directory index in the search path of the directory in which the file was found; -1 if
   *     it was found elsewhere
   * @param parent index of the reading that included the file; -1 for the main file
   * @param from offset of the directive in the parent
   * @param to offset after the directive
   */
  record Use(FileScan scan, int directory, int parent, int from, int to) {
    SourceFile file() {
      return scan.file();
    }
  }

  /**
   * A macro that was expanded.
   *
   * @param reading index of the reading of the file with its definition
   */
  private record Expanded(Macro macro, int reading) {}

  private static final int FROM_FILE = -1;

  private final List<Use> uses = new ArrayList<>();

  private final List<Expanded> expansions = new ArrayList<>();
  private byte[] text = new byte[1 << 17];
  private int length;
  private int[] segments = new int[1 << 13];
  private int segmentFields;

  /**
   * The fields of a segment: offset in the text, index of the reading, offset in the file, index of
   * the expansion.
   */
  private static final int FIELDS = 4;

  int length() {
    return length;
  }

  /** Returns the last byte; a newline if the text is empty. */
  int last() {
    return length == 0 ? '\n' : text[length - 1];
  }

  int addUse(Use use) {
    uses.add(use);
    return uses.size() - 1;
  }

  /** Appends a range of a file. */
  void copy(int use, byte[] source, int from, int to) {
    if (to > from) {
      segment(use, from, FROM_FILE);
      append(source, from, to);
    }
  }

  /**
   * Begins a segment for the expansion of a macro.
   *
   * @param reading index of the reading of the file with the macro's definition
   */
  void expansion(int use, int offset, Macro macro, int reading) {
    expansions.add(new Expanded(macro, reading));
    segment(use, offset, expansions.size() - 1);
  }

  void append(byte[] source, int from, int to) {
    ensure(to - from);
    System.arraycopy(source, from, text, length, to - from);
    length += to - from;
  }

  void append(char c) {
    ensure(1);
    text[length++] = (byte) c;
  }

  private void ensure(int more) {
    if (length + more > text.length) {
      text = Arrays.copyOf(text, Math.max(text.length * 2, length + more));
    }
  }

  private void segment(int use, int offset, int macro) {
    if (segmentFields + FIELDS > segments.length) {
      segments = Arrays.copyOf(segments, segments.length * 2);
    }
    segments[segmentFields] = length;
    segments[segmentFields + 1] = use;
    segments[segmentFields + 2] = offset;
    segments[segmentFields + 3] = macro;
    segmentFields += FIELDS;
  }

  SourceFile file(int use) {
    return uses.get(use).file();
  }

  /**
   * Returns the index in the search path of the directory in which the file was found; -1 if it was
   * found elsewhere.
   */
  int directory(int use) {
    return uses.get(use).directory();
  }

  /** Returns the number of files around a reading; 0 for the main file. */
  int includeLevel(int use) {
    int level = 0;
    for (int at = uses.get(use).parent(); at >= 0; at = uses.get(at).parent()) {
      level++;
    }
    return level;
  }

  /** Returns the line of a place without the includes that lead to it, which may be many. */
  int line(Place place) {
    FileScan scan = uses.get(place.use()).scan();
    return origin(scan, place.from(), place.to(), List.of(), Optional.empty()).line();
  }

  Origin.Source origin(Place place) {
    return origin(uses, place, Optional.empty());
  }

  PreprocessedText build() {
    List<Use> allUses = List.copyOf(uses);
    List<Expanded> allExpansions = List.copyOf(expansions);
    int[] table = Arrays.copyOf(segments, segmentFields);
    return new PreprocessedText(
        Bytes.wrap(text, length),
        span ->
            span.isKnown() && !allUses.isEmpty()
                ? origin(allUses, allExpansions, table, span.start(), span.end())
                : new Origin.Unknown(allUses.isEmpty() ? "" : allUses.get(0).file().name()));
  }

  private static Origin origin(
      List<Use> uses, List<Expanded> expansions, int[] table, int start, int end) {
    int first = find(table, start);
    int last = find(table, Math.max(start, end - 1));
    if (first < 0) {
      SourceFile file = uses.get(0).file();
      return Origin.Source.of(file, 0, 0);
    }
    int use = table[first + 1];
    int from = sourceOffset(table, first, start);
    int to = from;
    if (table[last + 1] == use) {
      to = sourceOffset(table, last, Math.max(start, end - 1)) + 1;
      if (table[last + 3] != FROM_FILE) {
        Macro macro = expansions.get(table[last + 3]).macro();
        to = table[last + 2] + macro.name().length();
      }
    }
    Optional<Origin.MacroUse> expanded = Optional.empty();
    if (table[first + 3] != FROM_FILE) {
      Expanded by = expansions.get(table[first + 3]);
      Origin.Source definition = origin(uses, Place.of(by.macro(), by.reading()), Optional.empty());
      expanded = Optional.of(new Origin.MacroUse(by.macro().name(), definition));
    }
    int size = uses.get(use).scan().text().length;
    Place place = new Place(use, Math.min(from, size), Math.min(Math.max(from, to), size), start);
    return origin(uses, place, expanded);
  }

  private static int sourceOffset(int[] table, int segment, int position) {
    boolean fixed = table[segment + 3] != FROM_FILE;
    return table[segment + 2] + (fixed ? 0 : position - table[segment]);
  }

  /**
   * Returns the index of the first field of the segment that contains {@code position}; negative if
   * there is none.
   */
  private static int find(int[] table, int position) {
    int low = 0;
    int high = table.length / FIELDS - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (table[middle * FIELDS] <= position) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return high * FIELDS;
  }

  private static Origin.Source origin(
      List<Use> uses, Place place, Optional<Origin.MacroUse> expanded) {
    List<Origin.Source> trail = new ArrayList<>();
    Use at = uses.get(place.use());
    for (Use inner = at; inner.parent() >= 0; inner = uses.get(inner.parent())) {
      FileScan parent = uses.get(inner.parent()).scan();
      trail.add(origin(parent, inner.from(), inner.to(), List.of(), Optional.empty()));
    }
    return origin(at.scan(), place.from(), place.to(), trail, expanded);
  }

  private static Origin.Source origin(
      FileScan scan,
      int from,
      int to,
      List<Origin.Source> trail,
      Optional<Origin.MacroUse> expanded) {
    int start = scan.joined().inFile(from);
    int end = scan.joined().endInFile(from, to);
    end = Math.max(start, end);
    Optional<Origin.Lines> presumed = scan.markers().lines(scan.file(), start, end);
    return new Origin.Source(scan.file(), start, end, trail, expanded, presumed);
  }
}
