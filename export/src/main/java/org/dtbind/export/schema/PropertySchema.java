// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.schema;

import java.util.regex.Pattern;
import org.dtbind.spec.PropertySpec;

/** Creates the schema of a declared property, with the type of its declared value. */
final class PropertySchema {

  /**
   * Names whose types dt-schema defines, directly or by a suffix (property-units.yaml and
   * neighboring schemas).
   */
  private static final Pattern KNOWN =
      Pattern.compile(
          "#.*-cells|reg|ranges|dma-ranges|status|label|interrupts|interrupt-parent"
              + "|interrupts-extended|interrupt-controller|gpio-controller|clocks|assigned-.*"
              + "|resets|dmas|phys|pwms|power-domains|iommus|mboxes|memory-region|nvmem-cells"
              + "|pinctrl-[0-9]+|wakeup-source|clock-frequency|spi-max-frequency|.*-gpios?"
              + "|.*-supply|([^,]*)-names|.*-(bits|kBps|percent|bp|mhz|hz|sec|ms|us|ns|ps|mm"
              + "|nanoamp|microamp|microamp-hours|ohms|micro-ohms|microwatt-hours|microvolt"
              + "|celsius|millicelsius|kelvin|kpascal)");

  private static final String TYPES = "/schemas/types.yaml#/definitions/";

  private PropertySchema() {}

  static Yaml of(PropertySpec property) {
    String name = property.name().value();
    if (KNOWN.matcher(name).matches()) {
      return new Yaml.Any();
    }
    Yaml.Fields described = Yaml.field("description", Yaml.of("The value in the declaration."));
    return property.value() instanceof PropertySpec.Flag
        ? described.with("type", Yaml.of("boolean"))
        : described.with("$ref", Yaml.of(TYPES + type(property.value())));
  }

  private static String type(PropertySpec.Value value) {
    if (value instanceof PropertySpec.Texts texts) {
      return texts.strings().size() == 1 ? "string" : "string-array";
    }
    if (value instanceof PropertySpec.Cells cells) {
      boolean refers =
          cells.groups().stream()
              .flatMap(group -> group.stream())
              .anyMatch(PropertySpec.ReferenceCell.class::isInstance);
      boolean single = cells.groups().size() == 1 && cells.groups().get(0).size() == 1;
      return (refers ? "phandle" : "uint32") + (single ? "" : "-array");
    }
    if (value instanceof PropertySpec.Numbers numbers) {
      return "uint" + numbers.bits() + (numbers.values().size() == 1 ? "" : "-array");
    }
    return "uint8-array";
  }
}
