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
import org.dtbind.view.ReportValue;
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

  private static ReportValue node(DtNode node) {
    return ReportValue.fields(
        ReportValue.member("name", ReportValue.of(node.name())),
        ReportValue.member("labels", ReportValue.ofTexts(names(node.labels()))),
        ReportValue.member(
            "properties", ReportValue.ofAll(node.properties(), TreeReport::property)),
        ReportValue.member("nodes", ReportValue.ofAll(node.children(), TreeReport::node)));
  }

  private static ReportValue property(DtProperty property) {
    PropertyValue value = property.value();
    List<ReportValue> parts = new ArrayList<>();
    for (DtsPrinter.Part part : DtsPrinter.parts(value)) {
      parts.add(part(value, part));
    }
    return ReportValue.fields(
        ReportValue.member("name", ReportValue.of(property.name())),
        ReportValue.member("labels", ReportValue.ofTexts(names(property.labels()))),
        ReportValue.member("bytes", ReportValue.of(bytes(value.bytes()))),
        ReportValue.member("value", new ReportValue.Items(parts)));
  }

  private static ReportValue part(PropertyValue value, DtsPrinter.Part part) {
    Bytes bytes = value.bytes();
    if (part.type() == ValueType.STRING) {
      String text = bytes.slice(part.from(), part.to() - 1).latin1();
      return ReportValue.fields(
          ReportValue.member("type", ReportValue.of("string")),
          ReportValue.member("text", ReportValue.of(text)));
    }
    int width = part.type().width();
    List<ReportValue> numbers = new ArrayList<>();
    for (int at = part.from(); at + width <= part.to(); at += width) {
      numbers.add(ReportValue.of(hex(bytes.number(at, width), width)));
    }
    List<ReportValue> references = new ArrayList<>();
    for (Marker marker : value.markers()) {
      boolean isInPart = marker.offset() >= part.from() && marker.offset() < part.to();
      if (isInPart && marker instanceof Marker.PhandleOf of) {
        references.add(
            ReportValue.fields(
                ReportValue.member(
                    "index", ReportValue.of((long) (of.offset() - part.from()) / width)),
                ReportValue.member("to", ReportValue.of(of.reference().target()))));
      }
    }
    return ReportValue.fields(
        ReportValue.member("type", ReportValue.of("u" + width * 8)),
        ReportValue.member("numbers", new ReportValue.Items(numbers)),
        ReportValue.member("references", new ReportValue.Items(references)));
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
