// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dtbind.dts.print.DtsPrinter;
import org.dtbind.source.Bytes;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.Label;
import org.dtbind.tree.Marker;
import org.dtbind.tree.PropertyValue;
import org.dtbind.tree.Reservation;
import org.dtbind.tree.ValueType;
import org.dtbind.view.Value;
import org.dtbind.view.View;

/**
 * The JSON of a tree, {@code dtbind.compile/1}. It contains the labels, types and references of the
 * source, which a blob lacks; docs/reference/tree-json.md describes it.
 */
final class TreeReport {

  private TreeReport() {}

  static final View<DeviceTree> VIEW =
      View.<DeviceTree>document("compile", "`compile -O json`: a tree")
          .number(
              "bootCpu",
              "boot CPU in the header of the blob",
              t -> Integer.toUnsignedLong(t.bootCpu()))
          .flag("plugin", "whether it is an overlay", DeviceTree::plugin)
          .list(
              "reservations",
              "memory that Linux must not use",
              View.<Reservation>part()
                  .text("address", "address, in hexadecimal", entry -> hex(entry.address(), 8))
                  .text("size", "size, in hexadecimal", entry -> hex(entry.size(), 8))
                  .texts(
                      "labels", "labels of the node or property", entry -> names(entry.labels())),
              DeviceTree::reservations)
          .with("root", "object", "the root node", tree -> node(tree.root()));

  private static Value node(DtNode node) {
    return Value.fields(
        Value.member("name", Value.of(node.name())),
        Value.member("labels", Value.ofTexts(names(node.labels()))),
        Value.member("properties", Value.ofAll(node.properties(), TreeReport::property)),
        Value.member("nodes", Value.ofAll(node.children(), TreeReport::node)));
  }

  private static Value property(DtProperty property) {
    PropertyValue value = property.value();
    List<Value> parts = new ArrayList<>();
    for (DtsPrinter.Part part : DtsPrinter.parts(value)) {
      parts.add(part(value, part));
    }
    return Value.fields(
        Value.member("name", Value.of(property.name())),
        Value.member("labels", Value.ofTexts(names(property.labels()))),
        Value.member("bytes", Value.of(bytes(value.bytes()))),
        Value.member("value", new Value.Items(parts)));
  }

  private static Value part(PropertyValue value, DtsPrinter.Part part) {
    Bytes bytes = value.bytes();
    if (part.type() == ValueType.STRING) {
      String text = bytes.slice(part.from(), part.to() - 1).latin1();
      return Value.fields(
          Value.member("type", Value.of("string")), Value.member("text", Value.of(text)));
    }
    int width = part.type().width();
    List<Value> numbers = new ArrayList<>();
    for (int at = part.from(); at + width <= part.to(); at += width) {
      numbers.add(Value.of(hex(bytes.number(at, width), width)));
    }
    List<Value> references = new ArrayList<>();
    for (Marker marker : value.markers()) {
      boolean here = marker.offset() >= part.from() && marker.offset() < part.to();
      if (here && marker instanceof Marker.PhandleOf of) {
        references.add(
            Value.fields(
                Value.member("index", Value.of((long) (of.offset() - part.from()) / width)),
                Value.member("to", Value.of(of.reference().target()))));
      }
    }
    return Value.fields(
        Value.member("type", Value.of("u" + width * 8)),
        Value.member("numbers", new Value.Items(numbers)),
        Value.member("references", new Value.Items(references)));
  }

  private static List<String> names(List<Label> labels) {
    return labels.stream().map(Label::name).toList();
  }

  /** Returns a number as text, since many JSON parsers cannot represent 64-bit numbers exactly. */
  private static String hex(long number, int width) {
    return String.format(Locale.ROOT, "0x%0" + width * 2 + "x", number);
  }

  private static String bytes(Bytes bytes) {
    StringBuilder text = new StringBuilder(bytes.length() * 2);
    for (int i = 0; i < bytes.length(); i++) {
      text.append(Integer.toHexString(0x100 + bytes.get(i)), 1, 3);
    }
    return text.toString();
  }
}
