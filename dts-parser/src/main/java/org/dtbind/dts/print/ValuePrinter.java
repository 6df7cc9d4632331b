// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.print;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.dtbind.source.Bytes;
import org.dtbind.tree.Marker;
import org.dtbind.tree.PropertyValue;
import org.dtbind.tree.Reference;
import org.dtbind.tree.ValueType;

/** Prints one value. */
final class ValuePrinter {

  /** A part of a value that is written one way. */
  private record Part(int from, int to, ValueType type) {}

  private final StringBuilder out;
  private final Bytes bytes;
  private final List<Part> parts = new ArrayList<>();
  private final Map<Integer, List<String>> labels = new HashMap<>(0);
  private final Map<Integer, Reference> references = new HashMap<>(0);

  /**
   * Prepares for a value.
   *
   * @param value the value
   * @param resolves whether a phandle can be printed as the reference it was written as
   * @param out where to print
   */
  ValuePrinter(PropertyValue value, Predicate<Marker.PhandleOf> resolves, StringBuilder out) {
    this.out = out;
    this.bytes = value.bytes();
    int from = 0;
    ValueType type = ValueType.NONE;
    for (Marker marker : value.markers()) {
      if (marker instanceof Marker.Typed typed) {
        add(from, typed.offset(), type);
        from = typed.offset();
        type = typed.type();
      } else if (marker instanceof Marker.Labelled labelled) {
        labels
            .computeIfAbsent(labelled.offset(), offset -> new ArrayList<>(1))
            .add(labelled.label().name());
      } else if (marker instanceof Marker.PhandleOf of && resolves.test(of)) {
        references.put(of.offset(), of.reference());
      }
    }
    add(from, bytes.length(), type);
  }

  private void add(int from, int to, ValueType type) {
    if (from == to) {
      return;
    }
    if (type != ValueType.NONE) {
      parts.add(new Part(from, to, type));
    } else if (looksLikeStrings(from, to)) {
      int start = from;
      while (start < to) {
        int end = bytes.indexOf(0, start) + 1;
        parts.add(new Part(start, end, ValueType.STRING));
        start = end;
      }
    } else {
      boolean cells = (to - from) % 4 == 0;
      parts.add(new Part(from, to, cells ? ValueType.UINT32 : ValueType.UINT8));
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

  /** Prints {@code = value}; nothing where there are no bytes, which cannot carry labels either. */
  void print() {
    String separator = " = ";
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      out.append(separator);
      part(part);
      if (i + 1 == parts.size()) {
        labelsAt(part.to(), " ", "");
      }
      separator = ", ";
    }
  }

  private void part(Part part) {
    switch (part.type()) {
      case STRING -> {
        labelsAt(part.from(), "", " ");
        string(bytes.slice(part.from(), part.to() - 1));
      }
      case UINT8 -> array(part, "[", "]");
      case UINT16 -> array(part, "/bits/ 16 <", ">");
      case UINT64 -> array(part, "/bits/ 64 <", ">");
      default -> array(part, "<", ">");
    }
  }

  private void array(Part part, String open, String close) {
    out.append(open);
    int width = part.type().width();
    for (int i = part.from(); i < part.to(); i += width) {
      if (i > part.from()) {
        out.append(' ');
      }
      labelsAt(i, "", " ");
      element(i, width);
    }
    out.append(close);
  }

  private void element(int at, int width) {
    Optional<Reference> reference = Optional.ofNullable(references.get(at));
    if (reference.isPresent()) {
      out.append(reference.get());
    } else {
      String form = width == 1 ? "%02x" : "0x%02x";
      out.append(String.format(Locale.ROOT, form, bytes.number(at, width)));
    }
  }

  private void labelsAt(int offset, String before, String behind) {
    for (String label : labels.getOrDefault(offset, List.of())) {
      out.append(before).append(label).append(':').append(behind);
    }
  }

  private void string(Bytes text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      int c = text.get(i);
      switch (c) {
        case 7 -> out.append("\\a");
        case '\b' -> out.append("\\b");
        case '\t' -> out.append("\\t");
        case '\n' -> out.append("\\n");
        case 11 -> out.append("\\v");
        case '\f' -> out.append("\\f");
        case '\r' -> out.append("\\r");
        case '\\' -> out.append("\\\\");
        case '"' -> out.append("\\\"");
        case 0 -> out.append(isOctal(text, i + 1) ? "\\x00" : "\\0");
        default -> {
          if (c >= ' ' && c < 127) {
            out.append((char) c);
          } else {
            out.append(String.format(Locale.ROOT, "\\x%02x", c));
          }
        }
      }
    }
    out.append('"');
  }

  /** Returns whether a digit stands there that {@code \0} before it would swallow. */
  private static boolean isOctal(Bytes text, int at) {
    return at < text.length() && text.get(at) >= '0' && text.get(at) <= '7';
  }
}
