// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dtbind.overlay.generate.OverlayPrinter;
import org.dtbind.overlay.generate.OverlaySource;
import org.dtbind.overlay.generate.OverlaySource.Cell;
import org.dtbind.overlay.generate.OverlaySource.Part;
import org.dtbind.overlay.generate.OverlaySource.Property;
import org.dtbind.spec.DeviceSpec;
import org.dtbind.spec.GpioFlag;
import org.dtbind.spec.GpioSpec;
import org.dtbind.spec.Located;
import org.dtbind.spec.NodeReference;
import org.dtbind.spec.PropertySpec;

/** Prints a declared device as the example in its binding document. */
final class ExampleNode {

  private ExampleNode() {}

  /** Returns the lines of source, including the header that they need. */
  static List<String> lines(DeviceSpec device, boolean controller) {
    List<Property> properties = new ArrayList<>();
    properties.add(new Property("compatible", texts(values(device.compatible()))));
    List<Part> lines = device.gpios().stream().map(ExampleNode::line).toList();
    if (!lines.isEmpty()) {
      properties.add(new Property("gpios", lines));
    }
    if (device.gpios().stream().anyMatch(line -> line.name().isPresent())) {
      List<String> names =
          device.gpios().stream().map(line -> line.name().map(Located::value).orElse("")).toList();
      properties.add(new Property("gpio-line-names", texts(names)));
    }
    if (controller) {
      properties.add(new Property("gpio-controller", List.of()));
      List<Cell> two = List.of(OverlaySource.Literal.of(2));
      properties.add(new Property("#gpio-cells", List.of(new OverlaySource.Cells(two))));
    }
    for (PropertySpec property : device.properties()) {
      if (properties.stream().noneMatch(p -> p.name().equals(property.name().value()))) {
        properties.add(new Property(property.name().value(), parts(property.value())));
      }
    }
    List<String> text = new ArrayList<>();
    if (device.gpios().stream().anyMatch(line -> line.offset().isPresent())) {
      text.add("#include <dt-bindings/gpio/gpio.h>");
      text.add("");
    }
    text.add(name(device) + " {");
    properties.forEach(property -> text.add("    " + OverlayPrinter.line(property)));
    text.add("};");
    return text;
  }

  private static String name(DeviceSpec device) {
    NodeReference node = device.node().value();
    return node instanceof NodeReference.At at && !at.path().isRoot()
        ? at.path().name()
        : node instanceof NodeReference.Labelled of ? of.label().replace('_', '-') : node.text();
  }

  private static List<String> values(List<Located<String>> placed) {
    return placed.stream().map(Located::value).toList();
  }

  private static List<Part> texts(List<String> texts) {
    return texts.stream().<Part>map(OverlaySource.Text::new).toList();
  }

  private static Part line(GpioSpec line) {
    List<Cell> cells = new ArrayList<>();
    cells.add(reference(line.controller().value()));
    line.cells().forEach(cell -> cells.add(OverlaySource.Literal.of(cell.value().intValue())));
    line.offset()
        .ifPresent(
            offset -> {
              cells.add(OverlaySource.Literal.of(offset.value()));
              cells.add(flags(line));
            });
    return new OverlaySource.Cells(cells);
  }

  private static Cell flags(GpioSpec line) {
    int bits =
        line.flags().stream().mapToInt(flag -> flag.value().bits()).reduce(0, (a, b) -> a | b);
    String macros =
        line.flags().stream()
            .map(Located::value)
            .filter(flag -> flag.bits() != 0)
            .map(GpioFlag::macro)
            .collect(Collectors.joining(" | "));
    return new OverlaySource.Literal(
        bits, Optional.of(macros.isEmpty() ? GpioFlag.ACTIVE_HIGH.macro() : macros));
  }

  private static Cell reference(NodeReference node) {
    return new OverlaySource.PhandleOf(
        node instanceof NodeReference.Labelled of ? of.label() : "{" + node.text() + "}");
  }

  private static List<Part> parts(PropertySpec.Value value) {
    if (value instanceof PropertySpec.Texts texts) {
      return texts(texts.strings());
    }
    if (value instanceof PropertySpec.Cells cells) {
      return cells.groups().stream()
          .<Part>map(
              group -> new OverlaySource.Cells(group.stream().map(ExampleNode::cell).toList()))
          .toList();
    }
    if (value instanceof PropertySpec.Numbers numbers) {
      return List.of(new OverlaySource.Numbers(numbers.bits(), numbers.values()));
    }
    return value instanceof PropertySpec.Data data
        ? List.of(new OverlaySource.Data(data.bytes()))
        : List.of();
  }

  private static Cell cell(PropertySpec.Cell cell) {
    return cell instanceof PropertySpec.ReferenceCell reference
        ? reference(reference.node())
        : OverlaySource.Literal.of((PropertySpec.NumberCell) cell);
  }
}
