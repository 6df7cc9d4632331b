// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.print;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dtbind.source.Bytes;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.Marker;
import org.dtbind.tree.PropertyValue;
import org.dtbind.tree.ValueType;

/**
 * Prints a tree as dtc's YAML output for schema checkers, byte for byte (yamltree.c): each value
 * with the types in its source. Memory reservations and labels are omitted.
 */
public final class YamlPrinter {

  private final YamlText out = new YamlText();

  private YamlPrinter() {}

  /**
   * {@return the YAML text of a tree, in ASCII, with a newline at the end}
   *
   * @param tree the tree; the content of {@code /incbin/} has no type and is printed as an empty
   *     list
   */
  public static String print(DeviceTree tree) {
    YamlPrinter printer = new YamlPrinter();
    printer.out.indicator("---", true, false, false);
    printer.out.indent(0);
    printer.out.indicator("-", true, false, true);
    printer.node(tree.root(), 0);
    printer.out.indent(0);
    printer.out.indicator("...", true, false, false);
    printer.out.indent(0);
    return printer.out.toString();
  }

  private void node(DtNode node, int outer) {
    if (node.properties().isEmpty() && node.children().isEmpty()) {
      out.indicator("{", true, true, false);
      out.indicator("}", false, false, false);
      return;
    }
    int indent = YamlText.deeper(outer);
    for (DtProperty property : node.properties()) {
      out.indent(indent);
      out.key(property.name(), false);
      out.indicator(":", false, false, false);
      value(property.value(), indent);
    }
    for (DtNode child : node.children()) {
      out.indent(indent);
      out.key(child.name(), true);
      out.indicator(":", false, false, false);
      node(child, indent);
    }
  }

  private void value(PropertyValue value, int outer) {
    if (value.isEmpty()) {
      out.plain("true");
      return;
    }
    int indent = YamlText.deeper(outer);
    out.indicator("[", true, true, false);
    boolean first = true;
    List<Marker> markers = known(value);
    Set<Integer> phandles = phandles(markers);
    for (int i = 0; i < markers.size(); i++) {
      if (markers.get(i) instanceof Marker.Typed typed && typed.type() != ValueType.NONE) {
        int end = endOf(markers, i, value.bytes().length());
        if (end > typed.offset()) {
          out.next(first, indent);
          part(value.bytes(), typed, end, phandles, indent);
          first = false;
        }
      }
    }
    out.indicator("]", false, false, false);
  }

  /** Returns the markers of a value, with guessed types if it comes from a blob. */
  private static List<Marker> known(PropertyValue value) {
    if (!value.markers().isEmpty()) {
      return value.markers();
    }
    List<Marker> guessed = new ArrayList<>();
    for (DtsPrinter.Part part : DtsPrinter.parts(value)) {
      guessed.add(new Marker.Typed(part.from(), part.type()));
    }
    return guessed;
  }

  private static int endOf(List<Marker> markers, int index, int length) {
    for (int i = index + 1; i < markers.size(); i++) {
      if (markers.get(i) instanceof Marker.Typed next && next.type() != ValueType.NONE) {
        return next.offset();
      }
    }
    return length;
  }

  private static Set<Integer> phandles(List<Marker> markers) {
    Set<Integer> offsets = new HashSet<>();
    for (Marker marker : markers) {
      if (marker instanceof Marker.PhandleOf) {
        offsets.add(marker.offset());
      }
    }
    return offsets;
  }

  private void part(Bytes bytes, Marker.Typed typed, int end, Set<Integer> phandles, int outer) {
    if (typed.type() == ValueType.STRING) {
      // Without the zero byte at the end.
      out.quoted(bytes.slice(typed.offset(), end - 1).latin1(), YamlText.deeper(outer));
      return;
    }
    int width = typed.type().width();
    if (width != 4) {
      out.tag("!u" + width * 8);
    }
    int indent = YamlText.deeper(outer);
    out.indicator("[", true, true, false);
    for (int at = typed.offset(); at + width <= end; at += width) {
      out.next(at == typed.offset(), indent);
      if (width == 4 && phandles.contains(at)) {
        out.tag("!phandle");
      }
      out.plain("0x" + Long.toHexString(bytes.number(at, width)));
    }
    out.indicator("]", false, false, false);
  }
}
