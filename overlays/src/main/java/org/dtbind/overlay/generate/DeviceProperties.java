// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.generate;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dtbind.format.Formatter;
import org.dtbind.linux.GenericDriver;
import org.dtbind.overlay.generate.OverlaySource.Cell;
import org.dtbind.overlay.generate.OverlaySource.Part;
import org.dtbind.overlay.generate.OverlaySource.Property;
import org.dtbind.overlay.generate.Placement.PlacedDevice;
import org.dtbind.spec.DeviceSpec;
import org.dtbind.spec.GpioSpec;
import org.dtbind.spec.Located;
import org.dtbind.spec.PropertySpec;

/** Writes the declared properties of a device in the order of the kernel's style. */
final class DeviceProperties {

  private final ReferenceCells references;
  private final LineSpecifiers lines;

  DeviceProperties(ReferenceCells references, LineSpecifiers lines) {
    this.references = references;
    this.lines = lines;
  }

  /**
   * Returns the properties, without those that cannot be written, which are reported.
   *
   * <p>They have the order of {@code fmt --order}.
   */
  List<Property> of(PlacedDevice placed) {
    DeviceSpec device = placed.device();
    List<Property> properties = new ArrayList<>();
    texts("compatible", device.compatible()).ifPresent(properties::add);
    properties.addAll(lines(placed));
    device.properties().forEach(property -> properties.add(property(property)));
    texts("status", device.status().stream().toList()).ifPresent(properties::add);
    List<String> names = properties.stream().map(Property::name).toList();
    properties.sort(Comparator.comparing(Property::name, Formatter.propertyOrder(names)));
    return properties;
  }

  private static Optional<Property> texts(String name, List<Located<String>> texts) {
    List<Part> parts = texts.stream().<Part>map(t -> new OverlaySource.Text(t.value())).toList();
    return parts.isEmpty() ? Optional.empty() : Optional.of(new Property(name, parts));
  }

  private List<Property> lines(PlacedDevice placed) {
    List<GpioSpec> declared = placed.device().gpios();
    List<Part> specifiers = new ArrayList<>();
    List<Part> names = new ArrayList<>();
    Map<List<Cell>, GpioSpec> seen = new HashMap<>();
    for (GpioSpec line : declared) {
      Optional<List<Cell>> cells = lines.cells(line);
      cells.ifPresent(known -> lines.once(known, line, seen));
      cells.map(OverlaySource.Cells::new).ifPresent(specifiers::add);
      names.add(new OverlaySource.Text(line.name().map(Located::value).orElse("")));
    }
    if (specifiers.isEmpty()) {
      return List.of();
    }
    Property gpios = new Property("gpios", specifiers);
    boolean named =
        mayBeAggregated(placed) && declared.stream().anyMatch(line -> line.name().isPresent());
    return named ? List.of(gpios, new Property("gpio-line-names", names)) : List.of(gpios);
  }

  /**
   * Returns whether gpio-aggregator may bind to the device. Other drivers do not read names of
   * lines, and their bindings forbid them. A new node without {@code compatible} is part of another
   * device.
   */
  private static boolean mayBeAggregated(PlacedDevice placed) {
    DeviceSpec device = placed.device();
    return device
        .bind()
        .map(driver -> driver.value().equals(GenericDriver.GPIO_AGGREGATOR.driver()))
        .orElse(!placed.isNew() || !device.compatible().isEmpty());
  }

  private Property property(PropertySpec property) {
    return new Property(property.name().value(), parts(property.value()));
  }

  private List<Part> parts(PropertySpec.Value value) {
    if (value instanceof PropertySpec.Texts texts) {
      return texts.strings().stream().<Part>map(OverlaySource.Text::new).toList();
    }
    if (value instanceof PropertySpec.Cells cells) {
      return cells.groups().stream()
          .<Part>map(group -> new OverlaySource.Cells(cells(group)))
          .toList();
    }
    if (value instanceof PropertySpec.Numbers numbers) {
      return List.of(new OverlaySource.Numbers(numbers.bits(), numbers.values()));
    }
    return value instanceof PropertySpec.Data data
        ? List.of(new OverlaySource.Data(data.bytes()))
        : List.of();
  }

  private List<Cell> cells(List<PropertySpec.Cell> group) {
    List<Cell> cells = new ArrayList<>();
    for (PropertySpec.Cell cell : group) {
      if (cell instanceof PropertySpec.ReferenceCell reference) {
        references.to(reference.node(), reference.span()).ifPresent(cells::add);
      } else {
        cells.add(OverlaySource.Literal.of((PropertySpec.NumberCell) cell));
      }
    }
    return cells;
  }

  /**
   * Returns the bytes of a property with the base's phandles; absent if a target is not in the
   * base.
   */
  Optional<byte[]> bytes(Property property) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Part part : property.parts()) {
      if (part instanceof OverlaySource.Text text) {
        out.writeBytes(text.text().getBytes(StandardCharsets.UTF_8));
        out.write(0);
      } else if (part instanceof OverlaySource.Data data) {
        out.writeBytes(data.bytes().toArray());
      } else if (part instanceof OverlaySource.Numbers numbers) {
        numbers.values().forEach(value -> put(out, value, numbers.bits() / Byte.SIZE));
      } else {
        for (Cell cell : ((OverlaySource.Cells) part).cells()) {
          Optional<Integer> value = references.value(cell);
          if (value.isEmpty()) {
            return Optional.empty();
          }
          put(out, value.get(), Integer.BYTES);
        }
      }
    }
    return Optional.of(out.toByteArray());
  }

  private static void put(ByteArrayOutputStream out, long value, int width) {
    IntStream.range(0, width).forEach(i -> out.write((int) (value >> (width - 1 - i) * Byte.SIZE)));
  }
}
