// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.dtbind.diag.Diagnosed;
import org.dtbind.export.DeclaredTree;
import org.dtbind.linux.Population;
import org.dtbind.linux.Populations;
import org.dtbind.overlay.Sources;
import org.dtbind.overlay.generate.OverlayGeneration;
import org.dtbind.overlay.generate.OverlayPrinter;
import org.dtbind.overlay.generate.OverlaySource;
import org.dtbind.source.Bytes;
import org.dtbind.source.SourceFile;
import org.dtbind.testing.Golden;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.NodePath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Generates docs/reference/bindings.md with an example for each key of {@code bindings.yaml}, and
 * complete examples with their overlays. {@code -Dgolden.update=true} rewrites the page.
 */
class BindingsPageTest {

  private static final Path PAGE = Path.of("../docs/reference/bindings.md");
  private static final Path EXAMPLES = Path.of("src/test/resources/examples");

  /** A declaration for each record, with a placeholder for one key. */
  private static final Map<String, String> TEMPLATES =
      Map.of(
          "Specification", "%s",
          "DeviceSpec", "devices:\n  - { node: bell, %s }",
          "GpioSpec", "devices:\n  - { node: bell, gpios: [{ controller: pio, offset: 1, %s }] }",
          "Parameter",
              "devices:\n  - { node: bell, parameters: [{ name: pin, sets: offset, %s }], gpios: [{ name: open, controller: pio, offset: 1 }] }",
          "AggregatorSpec", "aggregators:\n  - { name: bells, lines: [bell], %s }",
          "Named", "aggregators:\n  - { lines: [{ name: b, %s }], name: a }",
          "OfChip", "aggregators:\n  - { name: a, lines: [{ chip: c, offsets: \"1,3-4\", %s }] }",
          "IommuGroupSpec", "iommuGroups:\n  - { member: \"0000:00:03.0\", %s }",
          "DeclaredAccess", "aggregators:\n  - { name: bells, lines: [bell], %s }");

  @TempDir Path directory;

  private static Map<String, Class<?>> kinds() {
    Map<String, Class<?>> kinds = new LinkedHashMap<>();
    kinds.put("The file", Specification.class);
    kinds.put("Devices", DeviceSpec.class);
    kinds.put("GPIO lines of a device: `gpios`", GpioSpec.class);
    kinds.put("Parameters of a device: `parameters`", DeviceSpec.Parameter.class);
    kinds.put("Aggregators", AggregatorSpec.class);
    kinds.put("Aggregator lines, by name", LineSpec.Named.class);
    kinds.put("Aggregator lines, by chip and number", LineSpec.OfChip.class);
    kinds.put("IOMMU groups", IommuGroupSpec.class);
    kinds.put("Who may use devices, aggregators and IOMMU groups", DeclaredAccess.class);
    return kinds;
  }

  private static List<RecordComponent> keys(Class<?> kind) {
    return Arrays.stream(kind.getRecordComponents())
        .filter(component -> component.isAnnotationPresent(Key.class))
        .toList();
  }

  static Stream<Path> examples() throws IOException {
    try (Stream<Path> files = Files.list(EXAMPLES)) {
      return files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList().stream();
    }
  }

  private static Specification read(Path file) throws IOException {
    Diagnosed<Specification> read =
        SpecReader.read(
            new SourceFile(file.getFileName().toString(), Bytes.wrap(Files.readAllBytes(file))));
    assertThat(read.diagnostics()).as(Sources.messages(read)).isEmpty();
    return read.value().orElseThrow();
  }

  private static DeviceTree board() throws IOException {
    return Sources.tree("board.dts", Files.readString(EXAMPLES.resolve("board.dts")));
  }

  private static OverlaySource overlay(Path file) throws IOException {
    Diagnosed<OverlaySource> generated = OverlayGeneration.generate(read(file), board(), false);
    assertThat(generated.diagnostics()).extracting(d -> d.message().text()).isEmpty();
    return generated.value().orElseThrow();
  }

  private static boolean hasDevices(Path file) throws IOException {
    return !read(file).devices().isEmpty();
  }

  /** Trials B5. */
  @Test
  void pageMatchesTheCode() throws IOException {
    StringBuilder page =
        new StringBuilder(
            """
            <!--
            SPDX-FileCopyrightText: 2026 The dtbind authors
            SPDX-License-Identifier: Apache-2.0

            Made from the code by BindingsPageTest (-Dgolden.update=true): do not edit.
            -->
            # bindings.yaml

            The `bindings.yaml` file contains a declaration, which names devices, their drivers, and the users who may use
            the devices. The `overlay create`, `check`, `export`, `try`, `apply` and `status` commands read
            this file. The tables below show an example for each key, and [complete files](#examples) follow the tables.
            Editors that support JSON Schema can use [bindings.schema.json](bindings.schema.json) to suggest keys and to
            check the file.

            On this page, the base is the devicetree to which the overlay for the declared devices is applied.

            Numbers are decimal, or hexadecimal with `0x`. Put text in quotes if it begins with `&`, `*`, `!`, `@` or `#`, or contains `: `.
            dtbind rejects unknown keys, and YAML's anchors, aliases and tags.
            """);
    for (Map.Entry<String, Class<?>> kind : kinds().entrySet()) {
      page.append("\n## ").append(kind.getKey()).append("\n\n");
      if (kind.getValue() == Specification.class) {
        page.append("Begin the file with `apiVersion: ").append(Specification.API_VERSION);
        page.append("`.\n\n");
      }
      page.append("| key | meaning | example |\n|---|---|---|\n");
      for (RecordComponent component : keys(kind.getValue())) {
        page.append(row(component));
      }
      if (kind.getValue() == DeviceSpec.class) {
        page.append(PROPERTIES);
      } else if (kind.getValue() == AggregatorSpec.class) {
        page.append(
            "\nAn entry in `lines` is the name of a line, or has the keys in one of the next two");
        page.append(" tables.\n");
      }
    }
    page.append(
        """

        ## Examples

        The declarations are for a board with a GPIO controller `gpio`, a pin controller `pinctrl`, an I2C bus `i2c0`, and
        the disabled nodes `spi0` and `pwm0`. Each declaration that contains `devices` is followed by the overlay that
        `dtbind overlay create` makes from it.
        """);
    for (Path file : examples().toList()) {
      page.append(example(file));
    }
    Golden.check(PAGE, page.toString());
  }

  private static final String PROPERTIES =
      """

      Write values of `properties` as follows:

      | in bindings.yaml | in devicetree source |
      |---|---|
      | `wakeup-source: true` | `wakeup-source;` |
      | `label: outside` | `label = "outside";` |
      | `clock-names: [core, bus]` | `clock-names = "core", "bus";` |
      | `label: "7"` | `label = "7";` |
      | `reg: 72` | `reg = <72>;` |
      | `reg: [24576, 256]` | `reg = <0x6000 0x100>;` |
      | `reg: 0x48` | `reg = <0x48>;` |
      | `interrupts: [[0, 20, 4], [0, 21, 4]]` | `interrupts = <0 20 4>, <0 21 4>;` |
      | `pinctrl-0: "&button_pins"` | `pinctrl-0 = <&button_pins>;` |
      | `clocks: [["&clk", 3], ["&{/clocks/osc}"]]` | `clocks = <&clk 3>, <&{/clocks/osc}>;` |
      | `levels: { bits: 16, values: [1, 500] }` | `levels = /bits/ 16 <1 500>;` |
      | `key: { bytes: "de ad" }` | `key = [de ad];` |
      """;

  private static String row(RecordComponent component) {
    Key key = component.getAnnotation(Key.class);
    return "| `%s`%s | %s | `%s: %s` |\n"
        .formatted(
            component.getName(),
            key.required() ? " (required)" : "",
            key.value().replace("|", "\\|"),
            component.getName(),
            key.example());
  }

  private static String example(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    String title = lines.get(2).substring(2);
    StringBuilder text = new StringBuilder("\n### ").append(title).append("\n\n```yaml\n");
    lines.subList(3, lines.size()).forEach(line -> text.append(line).append('\n'));
    text.append("```\n");
    if (hasDevices(file)) {
      String source = OverlayPrinter.print(overlay(file));
      // Omits the header, which is the same in all overlays.
      String content = source.substring(source.indexOf("};\n\n") + 4);
      text.append("\n```dts\n").append(content).append("```\n");
    }
    return text.toString();
  }

  @Test
  void everyKeyHasAValidExample() {
    List<String> failures = new ArrayList<>();
    for (Class<?> kind : kinds().values()) {
      for (RecordComponent component : keys(kind)) {
        Key key = component.getAnnotation(Key.class);
        String entry = component.getName() + ": " + key.example();
        String template = Objects.requireNonNull(TEMPLATES.get(kind.getSimpleName()));
        if (component.getName().equals("cells")) {
          template = template.replace("offset: 1, ", "");
        }
        // Removes the key from the template, since a key must not occur twice.
        String value = "(\\[[^\\]{]*\\]|\"[^\"]*\"|[^\\[{,}]+)";
        template = template.replaceFirst("\\b" + component.getName() + ": " + value + ",", "");
        String text = "apiVersion: dtbind/v1\n" + template.formatted(entry) + "\n";
        Diagnosed<Specification> read =
            SpecReader.read(new SourceFile("example.yaml", Bytes.utf8(text)));
        if (!read.diagnostics().isEmpty()) {
          failures.add(text + Sources.messages(read));
        }
      }
    }
    assertThat(failures).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void dtcCompilesTheOverlayOfEachExample(Path file) throws Exception {
    if (!hasDevices(file)) {
      read(file);
      return;
    }
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/dtc")), "dtc is not installed");
    Files.writeString(directory.resolve("o.dtso"), OverlayPrinter.print(overlay(file)));
    assertThat(Sources.run(directory, "dtc", "-@", "-I", "dts", "-o", "o.dtbo", "o.dtso"))
        .as(Files.readString(directory.resolve("log")))
        .isZero();
  }

  /** A bound node becomes a device, at the latest when the driver of its bus is present. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void boundNodesOfExamplesBecomeDevices(Path file) throws IOException {
    Specification specification = read(file);
    DeclaredTree declared = DeclaredTree.of(specification, board()).value().orElseThrow();
    Map<NodePath, Population> populations = Populations.of(declared.tree());
    for (int i = 0; i < specification.devices().size(); i++) {
      if (specification.devices().get(i).bind().isPresent()) {
        assertThat(Populations.at(populations, declared.nodes().get(i)))
            .isNotInstanceOf(Population.None.class);
      }
    }
  }
}
