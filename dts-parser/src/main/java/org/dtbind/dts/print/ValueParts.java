// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.print;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.dtbind.source.Bytes;
import org.dtbind.tree.Marker;
import org.dtbind.tree.PropertyValue;
import org.dtbind.tree.Reference;
import org.dtbind.tree.ValueType;

/**
 * Splits a value into typed parts: with the types in the source if they are known, otherwise with
 * dtc's guess (treesource.c). The guess is strings if all bytes occur in text and the last one is
 * zero, otherwise cells if the length permits, otherwise bytes.
 */
final class ValueParts {

  /** A mark at an offset of a value. At most one of type, label and phandle is set. */
  record Mark(int offset, ValueType type, String label, List<Reference> phandle) {
    static Mark typed(int offset, ValueType type) {
      return new Mark(offset, type, "", List.of());
    }

    boolean isTyped() {
      return type != ValueType.NONE;
    }
  }

  private static final int CELL = 4;

  private final Bytes bytes;
  private final boolean verbatim;
  private final List<Mark> marks = new GapList<>();

  /** No mark before this index has an offset above {@link #highest}. */
  private int searched;

  /** The highest offset passed to {@link #addTyped} so far. */
  private int highest = -1;

  private ValueParts(PropertyValue value, boolean verbatim) {
    this.bytes = value.bytes();
    this.verbatim = verbatim;
    List<Marker> markers = value.markers();
    if (markers.stream().anyMatch(ValueParts::isTyped)) {
      written(markers);
    } else if (!bytes.isEmpty()) {
      markers.forEach(this::addOther);
      guessAll();
    }
  }

  /** Handles a value with known types. Only the content of {@code /incbin/} in it has none. */
  private void written(List<Marker> markers) {
    Mark last = Mark.typed(0, ValueType.NONE);
    for (int i = 0; i < markers.size(); i++) {
      Marker marker = markers.get(i);
      if (marker instanceof Marker.Typed known) {
        last = Mark.typed(known.offset(), known.type());
        int end = endOf(markers, i);
        if (last.isTyped()) {
          marks.add(last);
        } else if (known.offset() < end) {
          guess(known.offset(), end, markers);
        }
      } else if (verbatim || !(marker instanceof Marker.PhandleOf of) || isCell(last, of)) {
        addOther(marker);
      }
    }
    // The guessed types precede the labels within their range.
    marks.sort(Comparator.comparingInt(Mark::offset));
  }

  /**
   * Whether a reference is at the offset of a cell. References from the fixups of a blob may not
   * be.
   */
  private static boolean isCell(Mark type, Marker.PhandleOf reference) {
    return type.type() == ValueType.UINT32 && (reference.offset() - type.offset()) % CELL == 0;
  }

  private void addOther(Marker marker) {
    if (marker instanceof Marker.Labelled label) {
      marks.add(new Mark(label.offset(), ValueType.NONE, label.label().name(), List.of()));
    } else if (marker instanceof Marker.PhandleOf of) {
      marks.add(new Mark(of.offset(), ValueType.NONE, "", List.of(of.reference())));
    }
  }

  /**
   * Guesses the types between labels and references as dtc's guess_type_markers() does. If strings
   * precede one of them, dtc loses its position and may omit the rest of the value; this is
   * reproduced only for verbatim output.
   */
  private void guessAll() {
    int offset = 0;
    int at = 0;
    for (; at < marks.size(); at++) {
      Mark mark = marks.get(at);
      if (mark.isTyped()) {
        if (verbatim) {
          return;
        }
        continue;
      }
      if (mark.offset() > offset) {
        int before = marks.size();
        int next = addTyped(at, guess(offset, mark.offset()), offset);
        // All added marks precede this one.
        at = verbatim ? next : at + marks.size() - before;
        mark = marks.get(at);
        offset = mark.offset();
      }
      if (!mark.phandle().isEmpty()) {
        if (!verbatim && mark.offset() < offset) {
          marks.remove(at); // It overlaps the previous reference.
          searched = Math.min(searched, at--);
          continue;
        }
        at = addTyped(at, ValueType.UINT32, offset);
        offset += CELL;
      }
    }
    if (offset < bytes.length()) {
      addTyped(at, guess(offset, bytes.length()), offset);
    }
  }

  /**
   * Inserts a typed mark in the list from an index on, unless one exists at the offset. Returns the
   * index after the inserted mark, or the index of the existing one.
   */
  private int addTyped(int from, ValueType type, int offset) {
    highest = Math.max(highest, offset);
    int at = from;
    while (at < marks.size() && marks.get(at).offset() < offset) {
      at++;
    }
    if (at < marks.size() && marks.get(at).offset() == offset && marks.get(at).isTyped()) {
      return at;
    }
    marks.add(at, Mark.typed(offset, type));
    return at + 1;
  }

  /**
   * Returns the guessed type of a range. If the range consists of several strings, inserts marks
   * for all but the first.
   */
  private ValueType guess(int from, int to) {
    if (!looksLikeStrings(from, to)) {
      return (to - from) % CELL == 0 ? ValueType.UINT32 : ValueType.UINT8;
    }
    for (int at = bytes.indexOf(0, from) + 1; at < to; at = bytes.indexOf(0, at) + 1) {
      // Marks before {@code searched} cannot be at a higher offset than {@code highest}: skip them
      // if possible.
      searched = addTyped(at > highest ? searched : 0, ValueType.STRING, at);
    }
    return ValueType.STRING;
  }

  /**
   * {@return the marks of a value in the order in which they are printed}
   *
   * @param verbatim whether to reproduce dtc's guesses even if the output then loses data
   */
  static List<Mark> of(PropertyValue value, boolean verbatim) {
    return new ValueParts(value, verbatim).marks;
  }

  /** {@return the marks, in which those of empty parts are replaced by marks that print nothing} */
  static List<Mark> withoutEmpty(List<Mark> marks, int length) {
    List<Mark> kept = new ArrayList<>(marks);
    int end = length;
    for (int i = kept.size() - 1; i >= 0; i--) {
      Mark mark = kept.get(i);
      if (mark.isTyped() && mark.offset() == end) {
        kept.set(i, new Mark(end, ValueType.NONE, "", List.of()));
      }
      end = mark.isTyped() ? mark.offset() : end;
    }
    return kept;
  }

  private static boolean isTyped(Marker marker) {
    return marker instanceof Marker.Typed typed && typed.type() != ValueType.NONE;
  }

  /** Returns the end of a typed range: the offset of the next type, or the end of the value. */
  private int endOf(List<Marker> markers, int index) {
    for (int i = index + 1; i < markers.size(); i++) {
      if (markers.get(i) instanceof Marker.Typed next) {
        return next.offset();
      }
    }
    return bytes.length();
  }

  private void guess(int from, int to, List<Marker> markers) {
    boolean betweenStrings = true;
    boolean betweenCells = true;
    for (Marker marker : markers) {
      int at = marker.offset();
      if (marker instanceof Marker.Labelled && at >= from && at <= to) {
        betweenStrings &= at == from || bytes.get(at - 1) == 0;
        betweenCells &= (at - from) % 4 == 0;
      }
    }
    if (betweenStrings && looksLikeStrings(from, to)) {
      for (int at = from; at < to; at = bytes.indexOf(0, at) + 1) {
        marks.add(Mark.typed(at, ValueType.STRING));
      }
    } else {
      boolean cells = (to - from) % 4 == 0 && betweenCells;
      marks.add(Mark.typed(from, cells ? ValueType.UINT32 : ValueType.UINT8));
    }
  }

  private boolean looksLikeStrings(int from, int to) {
    int zeros = 0;
    for (int i = from; i < to; i++) {
      int c = bytes.get(i);
      zeros += c == 0 ? 1 : 0;
      if (c != 0 && (c < 7 || c > 13 && c < 32 || c > 126)) {
        return false;
      }
    }
    return bytes.get(to - 1) == 0 && zeros <= to - from - zeros;
  }
}
