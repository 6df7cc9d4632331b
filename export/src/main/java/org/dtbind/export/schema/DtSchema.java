// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.export.Artefact;
import org.dtbind.export.Artefacts;
import org.dtbind.export.ExportCode;
import org.dtbind.export.TextFile;
import org.dtbind.source.Span;
import org.dtbind.spec.DeclarationProblems;
import org.dtbind.spec.DeviceSpec;
import org.dtbind.spec.Located;
import org.dtbind.spec.PropertySpec;
import org.dtbind.spec.Specification;

/**
 * Creates binding documents, one for each compatible, with the declared properties, their types and
 * an example (the kernel's Documentation/devicetree/bindings/writing-schema.rst).
 */
public final class DtSchema {

  /** The default maintainer of the documents. */
  public static final String MAINTAINER = "dtbind <dtbind@localhost>";

  /** The directory of binding documents in the kernel's source tree. */
  private static final String DIRECTORY = "Documentation/devicetree/bindings/";

  private final Specification specification;
  private final String maintainer;
  private final DeclarationProblems problems;

  private DtSchema(Specification specification, String maintainer) {
    this.specification = specification;
    this.maintainer = maintainer;
    this.problems = new DeclarationProblems(specification.origins());
  }

  /**
   * Returns the documents. A declaration without a compatible is an error.
   *
   * @param maintainer maintainer of the documents, {@code NAME <ADDRESS>}
   */
  public static Diagnosed<Artefacts> of(Specification specification, String maintainer) {
    DtSchema schema = new DtSchema(specification, maintainer);
    List<Artefact> files = schema.files();
    boolean failed = Diagnostic.anyError(schema.problems.all());
    return failed
        ? Diagnosed.failed(schema.problems.all())
        : Diagnosed.of(new Artefacts(files), schema.problems.all());
  }

  private List<Artefact> files() {
    Map<String, List<DeviceSpec>> devices = new LinkedHashMap<>();
    for (DeviceSpec device : specification.devices()) {
      if (!device.compatible().isEmpty()) {
        Located<String> first = device.compatible().get(0);
        if (first.value().matches("[A-Za-z0-9,._+-]+")) {
          devices.computeIfAbsent(first.value(), key -> new ArrayList<>()).add(device);
        } else {
          Message message =
              Message.of(
                  "this compatible string contains characters that the file name of a schema cannot"
                      + " contain");
          problems.fail(ExportCode.NOT_EXPORTED, first.span(), message);
        }
      }
    }
    if (devices.isEmpty() && problems.all().isEmpty()) {
      Message message =
          Message.of("no declared device has a 'compatible' property, which a schema requires");
      problems.fail(ExportCode.NOTHING_TO_EXPORT, Span.NONE, message);
    }
    List<Artefact> files = new ArrayList<>();
    devices.forEach((compatible, same) -> files.add(file(compatible, same)));
    return files;
  }

  private Artefact file(String compatible, List<DeviceSpec> devices) {
    boolean lines = devices.stream().anyMatch(device -> !device.gpios().isEmpty());
    boolean named = devices.stream().anyMatch(DtSchema::isNamed);
    String path = (lines ? "gpio/" : "misc/") + compatible + ".yaml";
    String about =
        lines
            ? "A device whose GPIO lines are controlled from user space."
            : "A device that is controlled from user space.";
    Yaml.Fields document =
        Yaml.field("$id", Yaml.of("http://devicetree.org/schemas/" + path + "#"))
            .with("$schema", Yaml.of("http://devicetree.org/meta-schemas/core.yaml#"))
            .with("title", Yaml.of(compatible + ", controlled from user space"))
            .with("maintainers", Yaml.of(List.of(maintainer)))
            .with("description", Yaml.of(about))
            .with("properties", properties(devices, named))
            .with("required", Yaml.of(required(devices)))
            .with("additionalProperties", new Yaml.None());
    Yaml example = new Yaml.Block(ExampleNode.lines(devices.get(0), named));
    String text =
        "# SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)\n%YAML 1.2\n---\n"
            + Yaml.print(document.with("examples", new Yaml.Items(List.of(example))));
    return Artefact.text(
        DIRECTORY + path, "the schema for " + compatible, new TextFile().verbatim(text));
  }

  private static boolean isNamed(DeviceSpec device) {
    return device.gpios().stream().anyMatch(line -> line.name().isPresent());
  }

  private Yaml.Fields properties(List<DeviceSpec> devices, boolean named) {
    Yaml.Fields all = Yaml.field("compatible", compatible(devices));
    Map<String, Yaml> kinds = new LinkedHashMap<>();
    if (devices.stream().anyMatch(device -> !device.gpios().isEmpty())) {
      kinds.put("gpios", amount(devices));
    }
    if (named) {
      // dt-schema's gpio.yaml allows gpio-line-names only in a gpio-controller.
      kinds.put("gpio-line-names", amount(devices.stream().filter(DtSchema::isNamed).toList()));
      kinds.put("gpio-controller", new Yaml.Any());
      kinds.put("#gpio-cells", Yaml.field("const", Yaml.of(2)));
    }
    for (DeviceSpec device : devices) {
      for (PropertySpec property : device.properties()) {
        Yaml kind = PropertySchema.of(property);
        String name = property.name().value();
        if (!kinds.getOrDefault(name, kind).equals(kind) && !(kind instanceof Yaml.Any)) {
          problems.fail(
              ExportCode.NOT_EXPORTED,
              property.name().span(),
              Message.of(
                  "'{property}' is declared differently for another device with the compatible"
                      + " string {compatible}",
                  name,
                  device.compatible().get(0)));
        }
        kinds.putIfAbsent(name, kind);
      }
      if (device.status().isPresent()) {
        kinds.putIfAbsent("status", new Yaml.Any());
      }
    }
    for (Map.Entry<String, Yaml> kind : kinds.entrySet()) {
      all = all.with(kind.getKey(), kind.getValue());
    }
    return all;
  }

  private static Yaml compatible(List<DeviceSpec> devices) {
    List<Yaml> lists =
        devices.stream()
            .map(device -> device.compatible().stream().map(Located::value).toList())
            .distinct()
            .<Yaml>map(DtSchema::constants)
            .toList();
    return lists.size() == 1 ? lists.get(0) : Yaml.field("oneOf", new Yaml.Items(lists));
  }

  private static Yaml constants(List<String> compatible) {
    if (compatible.size() == 1) {
      return Yaml.field("const", Yaml.of(compatible.get(0)));
    }
    List<Yaml> items =
        compatible.stream().<Yaml>map(text -> Yaml.field("const", Yaml.of(text))).toList();
    return Yaml.field("items", new Yaml.Items(items));
  }

  /** Limits the number of lines to the range that occurs in the declared devices. */
  private static Yaml amount(List<DeviceSpec> devices) {
    List<Integer> counts =
        devices.stream().map(device -> device.gpios().size()).filter(n -> n > 0).sorted().toList();
    int least = counts.get(0);
    int most = counts.get(counts.size() - 1);
    Yaml.Fields limit = Yaml.field("maxItems", Yaml.of(most));
    return least == most && most == 1
        ? limit
        : Yaml.field("minItems", Yaml.of(least)).with("maxItems", Yaml.of(most));
  }

  private static List<String> required(List<DeviceSpec> devices) {
    List<String> required = new ArrayList<>(List.of("compatible"));
    if (devices.stream().noneMatch(device -> device.gpios().isEmpty())) {
      required.add("gpios");
    }
    return required;
  }
}
