// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.print;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dtbind.source.Bytes;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.Label;
import org.dtbind.tree.Marker;
import org.dtbind.tree.PropertyValue;
import org.dtbind.tree.Reservation;
import org.dtbind.tree.ValueType;

/**
 * Prints a tree as source that compiles to the same blob. Where nothing is known of a value's type
 * it is guessed as dtc does: strings, else cells, else bytes.
 */
public final class DtsPrinter {

  private final StringBuilder out = new StringBuilder();

  private DtsPrinter() {}

  /**
   * {@return the source of a tree, a character a byte, the last line ended}
   *
   * @param tree the tree
   */
  public static String print(DeviceTree tree) {
    DtsPrinter printer = new DtsPrinter();
    printer.tree(tree);
    return printer.out.toString();
  }

  private void tree(DeviceTree tree) {
    out.append("/dts-v1/;\n");
    if (tree.plugin()) {
      out.append("/plugin/;\n");
    }
    out.append('\n');
    for (Reservation reservation : tree.reservations()) {
      labels(reservation.labels());
      out.append(
          String.format(
              Locale.ROOT,
              "/memreserve/\t0x%016x 0x%016x;\n",
              reservation.address(),
              reservation.size()));
    }
    node(tree.root(), 0);
  }

  private void labels(List<Label> labels) {
    labels.forEach(label -> out.append(label.name()).append(": "));
  }

  private void node(DtNode node, int level) {
    indent(level);
    labels(node.labels());
    out.append(node.name().isEmpty() ? "/" : node.name()).append(" {\n");
    for (DtProperty property : node.properties()) {
      indent(level + 1);
      labels(property.labels());
      out.append(property.name());
      if (!property.value().isEmpty() || !property.value().markers().isEmpty()) {
        value(property.value());
      }
      out.append(";\n");
    }
    for (DtNode child : node.children()) {
      out.append('\n');
      node(child, level + 1);
    }
    indent(level);
    out.append("};\n");
  }

  private void indent(int level) {
    out.append("\t".repeat(level));
  }

  /** A part of a value that is written one way. */
  private record Part(int from, int to, ValueType type) {}

  private void value(PropertyValue value) {
    List<Part> parts = parts(value);
    if (parts.isEmpty()) {
      // Nothing but labels: an empty value cannot carry them in source.
      return;
    }
    String separator = " = ";
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      out.append(separator);
      part(value, part);
      if (i + 1 == parts.size()) {
        labelsAt(value, part.to(), " ", "");
      }
      separator = ", ";
    }
  }

  private static List<Part> parts(PropertyValue value) {
    List<Part> parts = new ArrayList<>();
    int from = 0;
    ValueType type = ValueType.NONE;
    for (Marker marker : value.markers()) {
      if (marker instanceof Marker.Typed typed) {
        add(parts, value.bytes(), from, typed.offset(), type);
        from = typed.offset();
        type = typed.type();
      }
    }
    add(parts, value.bytes(), from, value.bytes().length(), type);
    return parts;
  }

  private static void add(List<Part> parts, Bytes bytes, int from, int to, ValueType type) {
    if (from == to) {
      return;
    }
    if (type != ValueType.NONE) {
      parts.add(new Part(from, to, type));
    } else if (looksLikeStrings(bytes, from, to)) {
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

  private static boolean looksLikeStrings(Bytes bytes, int from, int to) {
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

  private void part(PropertyValue value, Part part) {
    switch (part.type()) {
      case STRING -> {
        labelsAt(value, part.from(), "", " ");
        string(value.bytes().slice(part.from(), part.to() - 1));
      }
      case UINT8 -> array(value, part, "[", "]");
      case UINT16 -> array(value, part, "/bits/ 16 <", ">");
      case UINT64 -> array(value, part, "/bits/ 64 <", ">");
      default -> array(value, part, "<", ">");
    }
  }

  private void array(PropertyValue value, Part part, String open, String close) {
    out.append(open);
    int width = part.type().width();
    for (int i = part.from(); i < part.to(); i += width) {
      if (i > part.from()) {
        out.append(' ');
      }
      labelsAt(value, i, "", " ");
      element(value, i, width);
    }
    out.append(close);
  }

  private void element(PropertyValue value, int at, int width) {
    for (Marker marker : value.markers()) {
      if (marker instanceof Marker.PhandleOf of && of.offset() == at) {
        out.append(of.reference());
        return;
      }
    }
    long number = value.bytes().number(at, width);
    out.append(String.format(Locale.ROOT, width == 1 ? "%02x" : "0x%02x", number));
  }

  private void labelsAt(PropertyValue value, int offset, String before, String behind) {
    for (Marker marker : value.markers()) {
      if (marker instanceof Marker.Labelled labelled && labelled.offset() == offset) {
        out.append(before).append(labelled.label().name()).append(':').append(behind);
      }
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
        case 0 -> out.append("\\0");
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
}
