// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.print;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.dtbind.dts.print.ValueParts.Mark;
import org.dtbind.source.Bytes;
import org.dtbind.tree.PropertyValue;
import org.dtbind.tree.Reference;
import org.dtbind.tree.ValueType;

/** Prints property values with dtc's spaces and commas (treesource.c). */
final class ValuePrinter {

  private static final String HEX = "0123456789abcdef";

  private final StringBuilder out;
  private final boolean verbatim;

  /**
   * Creates a printer.
   *
   * @param verbatim whether to reproduce dtc's output even if it does not compile
   */
  ValuePrinter(StringBuilder out, boolean verbatim) {
    this.out = out;
    this.verbatim = verbatim;
  }

  /**
   * Prints {@code = value}. Prints nothing for an empty value, which cannot have labels either.
   *
   * @param resolves whether a cell can be printed as a reference
   */
  void print(PropertyValue value, Predicate<Mark> resolves) {
    Bytes bytes = value.bytes();
    if (bytes.isEmpty()) {
      return;
    }
    out.append(" =");
    List<Mark> marks = ValueParts.of(value, verbatim);
    if (!verbatim) {
      // For an empty array after another part, dtc prints only the opening bracket, which does not
      // compile.
      marks = ValueParts.withoutEmpty(marks, bytes.length());
    }
    int[] ends = endsOfTypes(marks, bytes.length());
    ValueType type = ValueType.NONE;
    for (int i = 0; i < marks.size(); i++) {
      Mark mark = marks.get(i);
      int next = i + 1 < marks.size() ? marks.get(i + 1).offset() : bytes.length();
      int end = ends[i];
      if (mark.isTyped()) {
        type = mark.type();
        out.append(' ').append(opening(type));
      } else if (!mark.label().isEmpty()) {
        out.append(' ').append(mark.label()).append(':');
      }
      if (type == ValueType.NONE || next == mark.offset()) {
        continue;
      }
      part(bytes, type, mark.offset(), next, reference(marks, i, resolves));
      if (next < end && type == ValueType.UINT32) {
        out.append(' ');
      }
      if (next == end) {
        out.append(closing(type)).append(next == bytes.length() ? "" : ",");
        type = ValueType.NONE;
      }
    }
  }

  /** Returns for each mark the end of the typed part that contains it. */
  private static int[] endsOfTypes(List<Mark> marks, int length) {
    int[] ends = new int[marks.size()];
    int end = length;
    for (int i = marks.size() - 1; i >= 0; i--) {
      Mark mark = marks.get(i);
      // dtc treats an empty part as if it extended to the end of the value.
      ends[i] = end == mark.offset() ? length : end;
      end = mark.isTyped() ? mark.offset() : end;
    }
    return ends;
  }

  /** Returns the reference at the offset of a mark. */
  private static Optional<Reference> reference(
      List<Mark> marks, int index, Predicate<Mark> resolves) {
    int offset = marks.get(index).offset();
    int first = index;
    while (first > 0 && marks.get(first - 1).offset() == offset) {
      first--;
    }
    for (int i = first; i < marks.size() && marks.get(i).offset() == offset; i++) {
      Mark mark = marks.get(i);
      if (!mark.phandle().isEmpty()) {
        return resolves.test(mark) ? Optional.of(mark.phandle().get(0)) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static String opening(ValueType type) {
    return switch (type) {
      case UINT8 -> "[";
      case UINT16 -> "/bits/ 16 <";
      case UINT32 -> "<";
      case UINT64 -> "/bits/ 64 <";
      default -> "";
    };
  }

  private static String closing(ValueType type) {
    return switch (type) {
      case UINT8 -> "]";
      case UINT16, UINT32, UINT64 -> ">";
      default -> "";
    };
  }

  private void part(Bytes bytes, ValueType type, int from, int to, Optional<Reference> reference) {
    if (type == ValueType.STRING) {
      string(bytes, from, to - 1);
      return;
    }
    int width = type.width();
    int at = from;
    if (type == ValueType.UINT32 && reference.isPresent()) {
      boolean bare = verbatim && !reference.get().isPath();
      out.append(bare ? "&" + reference.get().target() : reference.get().toString());
      at += width;
      if (at < to) {
        out.append(' ');
      }
    }
    for (; at + width <= to; at += width) {
      out.append(width == 1 ? "" : "0x");
      hex(bytes.number(at, width));
      if (at + width < to) {
        out.append(' ');
      }
    }
  }

  /** Prints a number with at least two digits. */
  private void hex(long number) {
    int digits = Math.max(2, (64 - Long.numberOfLeadingZeros(number) + 3) / 4);
    for (int shift = 4 * digits - 4; shift >= 0; shift -= 4) {
      out.append(HEX.charAt((int) (number >>> shift) & 0xf));
    }
  }

  private void string(Bytes bytes, int from, int to) {
    out.append('"');
    for (int i = from; i < to; i++) {
      int c = bytes.get(i);
      switch (c) {
        case 0 -> out.append(!verbatim && isOctal(bytes, i + 1, to) ? "\\x00" : "\\0");
        case 7 -> out.append("\\a");
        case '\b' -> out.append("\\b");
        case '\t' -> out.append("\\t");
        case '\n' -> out.append("\\n");
        case 11 -> out.append("\\v");
        case '\f' -> out.append("\\f");
        case '\r' -> out.append("\\r");
        case '\\' -> out.append("\\\\");
        case '"' -> out.append("\\\"");
        default -> {
          if (c >= ' ' && c < 127) {
            out.append((char) c);
          } else {
            out.append("\\x");
            // dtc sign-extends bytes above 0x7f to 32 bits.
            hex(verbatim && c > 127 ? Integer.toUnsignedLong((byte) c) : c);
          }
        }
      }
    }
    out.append('"');
  }

  /**
   * Whether the next character is a digit that would become part of the escape sequence {@code \0}.
   */
  private static boolean isOctal(Bytes bytes, int at, int to) {
    return at < to && bytes.get(at) >= '0' && bytes.get(at) <= '7';
  }
}
