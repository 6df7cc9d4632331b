// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dtbind.diag.Diagnosed;
import org.dtbind.dtb.DtbWriter;
import org.dtbind.export.DeclaredTree;
import org.dtbind.linux.gpio.LineUses;
import org.dtbind.overlay.Sources;
import org.dtbind.overlay.apply.MergePlan;
import org.dtbind.overlay.apply.MergeRules;
import org.dtbind.overlay.apply.MergedTree;
import org.dtbind.overlay.apply.OverlayStack;
import org.dtbind.overlay.rpi.Mistakes;
import org.dtbind.overlay.rpi.ParameterSetting;
import org.dtbind.source.Bytes;
import org.dtbind.source.SourceFile;
import org.dtbind.spec.SpecReader;
import org.dtbind.spec.Specification;
import org.dtbind.testing.Golden;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.NodePath;
import org.dtbind.tree.PropertyValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Generates overlays for {@code base.dts} from the declarations in {@code
 * src/test/resources/create} and compares the source ({@code accept}) or the messages ({@code
 * reject}) with the files next to them. {@code -Dgolden.update=true} rewrites the expected files.
 */
class OverlayGenerationTest {

  private static final Path CASES = Path.of("src/test/resources/create");

  @TempDir private Path directory;

  static Stream<String> accepted() throws IOException {
    return cases("accept");
  }

  static Stream<String> rejected() throws IOException {
    return cases("reject");
  }

  private static Stream<String> cases(String directory) throws IOException {
    try (Stream<Path> files = Files.list(CASES.resolve(directory))) {
      return files
          .map(file -> directory + "/" + file.getFileName())
          .filter(name -> name.endsWith(".yaml"))
          .sorted()
          .toList()
          .stream();
    }
  }

  private static DeviceTree base(boolean symbols) throws IOException {
    String text = Files.readString(CASES.resolve("base.dts"));
    return Sources.asBlob("base.dtb", Sources.tree("base.dts", text, symbols));
  }

  private static Specification specification(String name) throws IOException {
    return specification(name, Files.readString(CASES.resolve(name)));
  }

  private static Specification specification(String name, String text) {
    Bytes content = Bytes.utf8(text);
    Diagnosed<Specification> read = SpecReader.read(new SourceFile(name, content));
    return read.value().orElseThrow(() -> new AssertionError(Sources.messages(read)));
  }

  private static Path expected(String name, String suffix) {
    return CASES.resolve(name.replace(".yaml", suffix));
  }

  private static OverlaySource overlay(DeviceTree base, String name, boolean byPath)
      throws IOException {
    Diagnosed<OverlaySource> result = OverlayGeneration.generate(specification(name), base, byPath);
    return result.value().orElseThrow(() -> new AssertionError(Sources.messages(result)));
  }

  private static DeviceTree merged(DeviceTree base, OverlaySource overlay) {
    String text = OverlayPrinter.print(overlay);
    Diagnosed<MergedTree> merged =
        OverlayStack.apply(base, List.of(Sources.overlay("overlay.dtso", text)));
    return merged
        .value()
        .orElseThrow(() -> new AssertionError(Sources.messages(merged) + text))
        .tree();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("accepted")
  void overlayContainsWhatTheBaseLacks(String name) throws IOException {
    Golden.check(expected(name, ".dtso"), OverlayPrinter.print(overlay(base(true), name, false)));
  }

  @Test
  void parametersBecomeOverrides() throws IOException {
    String name = "parameters/door.yaml";
    Golden.check(expected(name, ".dtso"), OverlayPrinter.print(overlay(base(true), name, false)));
    assertThat(OverlayPrinter.print(overlay(base(true), name, true)))
        .contains("target-path = \"/soc/spi@4000\";");
  }

  @Test
  void parametersCanBeSetOnTheGeneratedOverlay() throws IOException {
    DeviceTree base = base(true);
    DeviceTree overlay =
        GeneratedTree.of(overlay(base, "parameters/door.yaml", false)).value().orElseThrow();
    assertThat(Mistakes.of(overlay)).isEmpty();
    List<ParameterSetting> settings =
        Stream.of(
                "open=3",
                "lock=4",
                "lock_low=off",
                "enable=no",
                "ring=5",
                "ring-name=dring",
                "spi",
                "led=6")
            .map(ParameterSetting::of)
            .toList();
    DeviceTree merged =
        OverlayStack.apply(
                base,
                List.of(Sources.overlay("door.dtbo", overlay)),
                new MergePlan(MergeRules.FIRMWARE, Map.of(1, settings)))
            .value()
            .orElseThrow()
            .tree();
    List<String> lines =
        LineUses.of(merged).stream()
            .map(use -> use.node() + " " + use.cells())
            .filter(use -> use.matches("/(door|bell|soc/led).*"))
            .toList();
    assertThat(lines).containsExactly("/soc/led@6000 [6, 0]");
    assertThat(merged.node(new NodePath("/door")).orElseThrow().cells("gpios"))
        .containsSequence(3, 0)
        .containsSequence(4, 16);
    assertThat(text(merged, "/door", "status")).isEqualTo("disabled");
    assertThat(text(merged, "/bell", "status")).isEqualTo("disabled");
    assertThat(text(merged, "/bell", "gpio-line-names")).isEqualTo("dring");
    assertThat(text(merged, "/soc/spi@4000", "status")).isEqualTo("okay");
  }

  private static String text(DeviceTree tree, String node, String property) {
    return tree.node(new NodePath(node))
        .flatMap(target -> target.value(property))
        .flatMap(PropertyValue::strings)
        .orElseThrow()
        .get(0);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("accepted")
  void mergedTreeNeedsNoFurtherOverlay(String name) throws IOException {
    DeviceTree base = base(true);
    OverlaySource overlay = overlay(base, name, false);
    if (!overlay.fragments().isEmpty()) {
      assertThat(overlay(merged(base, overlay), name, false).fragments()).isEmpty();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("accepted")
  void overlayWithPathsIsEquivalent(String name) throws IOException {
    DeviceTree base = base(true);
    OverlaySource overlay = overlay(base, name, true);
    if (!overlay.fragments().isEmpty()) {
      assertThat(OverlayPrinter.print(overlay)).contains("&{/").doesNotContain("\n&soc {");
      assertThat(DtbWriter.write(merged(base, overlay)))
          .isEqualTo(DtbWriter.write(merged(base, overlay(base, name, false))));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rejected")
  void invalidDeclarationIsReported(String name) throws IOException {
    Diagnosed<OverlaySource> result =
        OverlayGeneration.generate(specification(name), base(true), false);
    assertThat(result.value()).isEmpty();
    Golden.check(expected(name, ".messages"), Sources.messages(result));
  }

  @Test
  void baseWithoutSymbolsIsReferencedByPathAndPhandle() throws IOException {
    DeviceTree base = base(false);
    String declaration =
        """
        apiVersion: dtbind/v1
        devices:
          - node: door
            parent: /soc
            gpios: [{ name: open, controller: /soc/gpio@1000, offset: 19 }]
        """;
    Diagnosed<OverlaySource> result =
        OverlayGeneration.generate(specification("door.yaml", declaration), base, false);
    assertThat(OverlayPrinter.print(result.value().orElseThrow()))
        .contains("&{/soc} {\n\tdoor {\n\t\tgpios = <1 19 0 /* GPIO_ACTIVE_HIGH */>;\n");
    merged(base, result.value().orElseThrow());
    Diagnosed<OverlaySource> labels =
        OverlayGeneration.generate(specification("accept/door.yaml"), base, false);
    assertThat(Sources.messages(labels)).contains("build the base with dtc -@ (it has no labels)");
  }

  /** dtc -@ adds no labels of a board to an overlay. */
  @Test
  void overlayAsBaseIsReported() throws IOException {
    DeviceTree base = Sources.tree("o.dtso", "/dts-v1/; /plugin/; &{/soc} { led { }; };");
    assertThat(
            Sources.messages(
                OverlayGeneration.generate(specification("accept/door.yaml"), base, false)))
        .contains("help: specify the devicetree of a board as the base: this base is an overlay")
        .doesNotContain("dtc -@");
  }

  @Test
  void declarationWithoutDevicesIsReported() throws IOException {
    assertThat(warnings("apiVersion: dtbind/v1\ndevices: []\n"))
        .contains(
            "(nothing_lacks): the declaration declares no device, so the overlay is empty",
            "add the devices that the base lacks to 'devices'");
  }

  private static String warnings(String declaration) throws IOException {
    Diagnosed<OverlaySource> result =
        OverlayGeneration.generate(specification("door.yaml", declaration), base(true), false);
    assertThat(result.value()).isPresent();
    return Sources.messages(result);
  }

  /** Trials D1: a device cannot be bound while its node or its bus is disabled. */
  private static final String RELAYS =
      """
      /dts-v1/;
      / {
        gpio2: gpio { gpio-controller; #gpio-cells = <2>; ngpios = <32>; };
        s0: s0 { };
        s1: s1 { };
        relays {
          gpios = <&gpio2 8 0>, <&gpio2 9 0>;
          gpio-line-names = "fan", "pump";
          cs-gpios = <&gpio2 3 1>, <0>;
          pinctrl-0 = <&s0>;
        };
      };
      """;

  private static String changed(String declared) {
    DeviceTree base = Sources.asBlob("base.dtb", Sources.tree("base.dts", RELAYS, true));
    Specification specification =
        specification(
            "relays.yaml",
            "apiVersion: dtbind/v1\ndevices: [{ node: /relays, " + declared + " }]\n");
    OverlaySource overlay =
        OverlayGeneration.generate(specification, base, false).value().orElseThrow();
    assertThat(
            OverlayGeneration.compare(specification, merged(base, overlay)).value().orElseThrow())
        .allMatch(one -> one.differing().isEmpty());
    return OverlayPrinter.print(overlay);
  }

  /** The kernel assigns a line once, so a second entry would make binding fail with EBUSY. */
  @Test
  void lineOfTheBaseIsUpdatedInPlace() {
    assertThat(changed("gpios: [{ controller: gpio2, offset: 8, flags: [active-low] }]"))
        .contains("gpios = <&gpio2 8 1 /* GPIO_ACTIVE_LOW */>, <&gpio2 9 0>;")
        .doesNotContain("gpio-line-names");
    assertThat(changed("gpios: [{ name: fan, controller: gpio2, offset: 8, flags: [active-low] }]"))
        .contains("gpios = <&gpio2 8 1 /* GPIO_ACTIVE_LOW */>, <&gpio2 9 0>;")
        .doesNotContain("gpio-line-names");
    assertThat(changed("properties: { cs-gpios: [[\"&gpio2\", 3, 0], [\"&gpio2\", 4, 1]] }"))
        .contains("cs-gpios = <&gpio2 3 0>, <0>, <&gpio2 4 1>;");
  }

  @Test
  void lineOfTheBaseIsRenamed() {
    assertThat(changed("gpios: [{ name: pump2, controller: gpio2, offset: 9 }]"))
        .contains("gpio-line-names = \"fan\", \"pump2\";")
        .doesNotContain("gpios =");
    assertThat(
            changed(
                "gpios: [{ name: a, controller: gpio2, offset: 7 },"
                    + " { name: b, controller: gpio2, offset: 9, flags: [active-low] }]"))
        .containsSubsequence("<&gpio2 8 0>,", "<&gpio2 9 1", "<&gpio2 7 0")
        .contains("gpio-line-names = \"fan\", \"b\", \"a\";");
  }

  @Test
  void lineOfTheBaseIsMovedIfItsNameIsDeclaredWithAnotherOffset() {
    assertThat(changed("gpios: [{ name: pump, controller: gpio2, offset: 10 }]"))
        .contains("gpios = <&gpio2 8 0>, <&gpio2 10 0 /* GPIO_ACTIVE_HIGH */>;")
        .doesNotContain("gpio-line-names");
    assertThat(
            changed(
                "gpios: [{ name: pump, controller: gpio2, offset: 10 },"
                    + " { name: valve, controller: gpio2, offset: 9 }]"))
        .containsSubsequence("<&gpio2 8 0>,", "<&gpio2 9 0", "<&gpio2 10 0")
        .contains("gpio-line-names = \"fan\", \"valve\", \"pump\";");
  }

  @Test
  void pinStateOfTheBaseIsNotRepeated() {
    assertThat(changed("properties: { pinctrl-0: [\"&s0\", \"&s1\"] }"))
        .contains("pinctrl-0 = <&s0>, <&s1>;");
  }

  @Test
  void bindingADisabledNodeIsReported() throws IOException {
    String declaration = "apiVersion: dtbind/v1\ndevices:\n  - node: \"&spi0\"\n    bind: spidev\n";
    assertThat(warnings(declaration))
        .contains(
            "Warning (device_disabled): /soc/spi@4000 cannot be bound, because it is disabled")
        .contains("help: to enable it, add 'status: okay' to this device")
        .doesNotContain("nothing_lacks");
    assertThat(warnings(declaration + "    status: okay\n")).doesNotContain("device_disabled");
    String child =
        declaration.replace("\"&spi0\"", "adc@0\n    parent: \"&spi0\"\n    compatible: acme,adc");
    assertThat(warnings(child))
        .contains("/soc/spi@4000/adc@0 cannot be bound, because /soc/spi@4000 is disabled")
        .contains(
            "help: to enable that node, add '- { node: /soc/spi@4000, status: okay }' to"
                + " 'devices'");
    assertThat(warnings(child + "  - { node: /soc/spi@4000, status: okay }\n"))
        .doesNotContain("device_disabled");
  }

  /** Trials Y3: line names of the base that are UTF-8 or other bytes must not change. */
  @Test
  void nonAsciiNamesAreKept() throws IOException {
    String names = "gpio-line-names = [54 c3 bc 72 00], [fe 00], \"\", \"\";";
    DeviceTree base =
        Sources.tree(
            "base.dts",
            "/dts-v1/;\n/ { gpio: gpio { gpio-controller; #gpio-cells = <2>; "
                + names
                + " }; };\n");
    String declaration =
        """
        apiVersion: dtbind/v1
        devices:
          - node: /gpio
            properties: { gpio-line-names: ["", "", "", "T\u00f6r"] }
        """;
    OverlaySource result =
        OverlayGeneration.generate(specification("names.yaml", declaration), base, false)
            .value()
            .orElseThrow();
    assertThat(OverlayPrinter.print(result))
        .contains("gpio-line-names = \"T\u00fcr\", [fe 00], \"\", \"T\u00f6r\";");
    DeviceTree merged =
        DeclaredTree.of(specification("names.yaml", declaration), base)
            .value()
            .orElseThrow()
            .tree();
    assertThat(
            OverlayGeneration.generate(specification("names.yaml", declaration), merged, false)
                .value()
                .orElseThrow()
                .fragments())
        .isEmpty();
  }

  /** Trials B6: the source needs no headers, so dtc and other dtbind commands can read it. */
  @Test
  void dtcReadsThePrintedSourceWithoutHeaders() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/dtc")), "dtc is not installed");
    for (String name : accepted().toList()) {
      String text = OverlayPrinter.print(overlay(base(true), name, false));
      Files.writeString(directory.resolve("o.dtso"), text);
      assertThat(Sources.run(directory, "sh", "-c", "dtc -@ -I dts -o o.dtbo o.dtso"))
          .as(Files.readString(directory.resolve("log")))
          .isZero();
      assertThat(Bytes.wrap(Files.readAllBytes(directory.resolve("o.dtbo"))))
          .isEqualTo(DtbWriter.write(Sources.tree("o.dtso", text)));
    }
  }
}
