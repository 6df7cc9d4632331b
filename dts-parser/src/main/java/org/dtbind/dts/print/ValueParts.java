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
 * A value taken apart as it was written, or as it may have been where nobody knows: where every
 * byte is of a kind that strings have and it ends in a zero byte, strings; else cells where its
 * length allows it; else bytes (dtc's guess, treesource.c).
 */
final class ValueParts {

  /** A place in a value: at most one of type, label and reference says something. */
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

  /** The highest offset that a type was added at, or stood at. */
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

  /** Takes a value of which types are known, but for a file's content in it. */
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
    // What was guessed has come before the labels in it.
    marks.sort(Comparator.comparingInt(Mark::offset));
  }

  /** Returns whether a reference stands where a cell does: one that a fixup tells of may not. */
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
   * Guesses types between labels and references, as dtc does (guess_type_markers()). Where strings
   * stand before one of them, dtc loses its place, and may leave out what follows: so it is only
   * where its words are wanted.
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
        // All that was added stands before the mark.
        at = verbatim ? next : at + marks.size() - before;
        mark = marks.get(at);
        offset = mark.offset();
      }
      if (!mark.phandle().isEmpty()) {
        if (!verbatim && mark.offset() < offset) {
          marks.remove(at); // It overlaps the one before it.
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
   * Adds a type from an index on, unless one stands there; returns the index of what follows, or of
   * the one that stands there.
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

  /** Guesses the type of a part; where it is several strings, adds all but the first. */
  private ValueType guess(int from, int to) {
    if (!looksLikeStrings(from, to)) {
      return (to - from) % CELL == 0 ? ValueType.UINT32 : ValueType.UINT8;
    }
    for (int at = bytes.indexOf(0, from) + 1; at < to; at = bytes.indexOf(0, at) + 1) {
      // From the beginning, but for those that are known to stand before.
      searched = addTyped(at > highest ? searched : 0, ValueType.STRING, at);
    }
    return ValueType.STRING;
  }

  /**
   * {@return the places of a value at which something begins, in the order in which they are
   * printed}
   *
   * @param verbatim whether dtc's guesses are wanted even where they lose something
   */
  static List<Mark> of(PropertyValue value, boolean verbatim) {
    return new ValueParts(value, verbatim).marks;
  }

  /** {@return the places without those at which something of no length begins} */
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

  /** Returns up to where a type goes: the next one, or the end. */
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
