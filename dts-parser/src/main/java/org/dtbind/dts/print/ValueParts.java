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

  private final Bytes bytes;
  private final List<Mark> marks = new ArrayList<>();

  private ValueParts(PropertyValue value) {
    this.bytes = value.bytes();
    List<Marker> markers = value.markers();
    boolean typed = markers.stream().anyMatch(ValueParts::isTyped);
    if (!typed && !bytes.isEmpty()) {
      guess(0, bytes.length(), markers);
    }
    for (int i = 0; i < markers.size(); i++) {
      Marker marker = markers.get(i);
      if (marker instanceof Marker.Typed known) {
        int end = endOf(markers, i);
        if (known.type() != ValueType.NONE) {
          marks.add(Mark.typed(known.offset(), known.type()));
        } else if (typed && known.offset() < end) {
          guess(known.offset(), end, markers);
        }
      } else if (marker instanceof Marker.Labelled label) {
        marks.add(new Mark(label.offset(), ValueType.NONE, label.label().name(), List.of()));
      } else if (marker instanceof Marker.PhandleOf of) {
        marks.add(new Mark(of.offset(), ValueType.NONE, "", List.of(of.reference())));
      }
    }
    // What was guessed has come before the labels in it.
    marks.sort(Comparator.comparingInt(Mark::offset));
  }

  /**
   * {@return the places of a value at which something begins, in the order in which they are
   * printed}
   *
   * @param value the value
   */
  static List<Mark> of(PropertyValue value) {
    return new ValueParts(value).marks;
  }

  /**
   * {@return the places without those at which something of no length begins}
   *
   * @param marks places in a value
   * @param length of the value
   */
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
