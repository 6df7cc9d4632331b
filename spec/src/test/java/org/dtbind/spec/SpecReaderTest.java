// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.spec;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.DiagnosticText;
import org.dtbind.source.Bytes;
import org.dtbind.source.Origin;
import org.dtbind.source.SourceFile;
import org.dtbind.spec.yaml.YamlCode;
import org.dtbind.spec.yaml.YamlReader;
import org.dtbind.testing.Golden;
import org.dtbind.tree.NodePath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Reads the declarations in {@code src/test/resources/spec}. Those in {@code accept} are valid,
 * also for the JSON Schema. Those in {@code reject} report the messages in the file next to them.
 * {@code -Dgolden.update=true} rewrites the expected files.
 */
class SpecReaderTest {

  private static final Path CASES = Path.of("src/test/resources/spec");
  private static final Path SCHEMA = Path.of("../docs/reference/bindings.schema.json");
  private static final int ROUNDS = 2000;

  static Stream<Path> accepted() throws IOException {
    return cases("accept");
  }

  static Stream<Path> rejected() throws IOException {
    return cases("reject");
  }

  private static Stream<Path> cases(String directory) throws IOException {
    try (Stream<Path> files = Files.list(CASES.resolve(directory))) {
      return files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList().stream();
    }
  }

  private static Diagnosed<Specification> read(byte[] content) {
    return SpecReader.read(new SourceFile("bindings.yaml", Bytes.wrap(content)));
  }

  private static Diagnosed<Specification> read(String content) {
    return read(content.getBytes(StandardCharsets.UTF_8));
  }

  private static Specification readValid(Path file) throws IOException {
    Diagnosed<Specification> read = read(Files.readAllBytes(file));
    assertThat(read.diagnostics()).isEmpty();
    return read.value().orElseThrow();
  }

  /** Validates with an independent JSON Schema validator. */
  private static List<Error> schemaErrors(Path file) throws IOException {
    return schemaErrors(Files.readString(file));
  }

  private static List<Error> schemaErrors(String content) throws IOException {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(Files.readString(SCHEMA))
        .validate(content.replace("\ufeff", ""), InputFormat.YAML);
  }

  @Test
  void doorExampleIsRead() throws IOException {
    Specification specification = readValid(CASES.resolve("accept/door.yaml"));
    DeviceSpec door = specification.devices().get(0);
    assertThat(door.node().value()).isEqualTo(new NodeReference.Named("door"));
    assertThat(specification.origins().of(door.node().span()).place())
        .isEqualTo("bindings.yaml:5.11-15");
    assertThat(door.compatible()).extracting(Located::value).containsExactly("myvendor,mydoor");
    GpioSpec lock = door.gpios().get(1);
    assertThat(lock.name().orElseThrow().value()).isEqualTo("lock");
    assertThat(lock.controller().value()).isEqualTo(new NodeReference.Labelled("gpio2"));
    assertThat(lock.offset().orElseThrow().value()).isEqualTo(20);
    assertThat(lock.flags()).extracting(Located::value).containsExactly(GpioFlag.ACTIVE_LOW);
    assertThat(door.access().mode().orElseThrow().value()).isEqualTo("0660");
    DeviceSpec display = specification.devices().get(1);
    assertThat(display.node().value())
        .isEqualTo(new NodeReference.At(new NodePath("/soc/spi@e6b10000/display@0")));
    assertThat(display.describes()).isFalse();
    LineSpec.OfChip lines = (LineSpec.OfChip) specification.aggregators().get(0).lines().get(2);
    assertThat(lines.offsets().value()).containsExactly(20, 21);
    assertThat(specification.iommuGroups().get(0).member().value()).isEqualTo("0000:00:02.0");
  }

  @Test
  void numbersMayBeHexadecimal() {
    String text =
        """
        apiVersion: dtbind/v1
        devices:
          - node: /soc/i2c@1/tmp@48
            gpios:
              - { controller: gpio2, offset: 0x1F }
            properties:
              reg: 0x48
              pins: [0x150, 48, 0xffffffff]
              wide: { bits: 64, values: [0xffffffffffffffff, 18446744073709551615, -1000000000000000000] }
        """;
    Diagnosed<Specification> read = read(text.getBytes(StandardCharsets.UTF_8));
    assertThat(read.diagnostics()).isEmpty();
    DeviceSpec device = read.value().orElseThrow().devices().get(0);
    assertThat(device.gpios().get(0).offset().orElseThrow().value()).isEqualTo(31);
    assertThat(device.properties())
        .extracting(property -> property.value().toString())
        .containsExactly(
            "Cells[groups=[[NumberCell[value=72, hexadecimal=true]]]]",
            "Cells[groups=[[NumberCell[value=336, hexadecimal=true],"
                + " NumberCell[value=48, hexadecimal=false],"
                + " NumberCell[value=-1, hexadecimal=true]]]]",
            "Numbers[bits=64, values=[-1, -1, -1000000000000000000]]");
  }

  @Test
  void propertyValuesAreRead() throws IOException {
    DeviceSpec sensor = readValid(CASES.resolve("accept/everything.yaml")).devices().get(0);
    assertThat(sensor.properties())
        .extracting(p -> (p.name() + " " + p.value()).replaceAll(", span=Span\\[[^]]*]", ""))
        .containsExactly(
            "reg Cells[groups=[[NumberCell[value=72, hexadecimal=false]]]]",
            "#thermal-sensor-cells Cells[groups=[[NumberCell[value=1, hexadecimal=false]]]]",
            "wakeup-source Flag[]",
            "label Texts[strings=[7]]",
            "clock-names Texts[strings=[core, bus]]",
            "clocks Cells[groups=[[ReferenceCell[node=Labelled[label=clk]],"
                + " NumberCell[value=3, hexadecimal=false], NumberCell[value=-1, hexadecimal=false]],"
                + " [ReferenceCell[node=At[path=/clocks/osc]]]]]",
            "interrupts Cells[groups=[[NumberCell[value=-1, hexadecimal=false], NumberCell[value=0, hexadecimal=false],"
                + " ReferenceCell[node=Labelled[label=gic]]]]]",
            "calibration Data[bytes=3 bytes]",
            "levels Numbers[bits=16, values=[1, 65535]]",
            "wide Numbers[bits=64, values=[-1]]");
  }

  /** The values that lines are set to before an aggregator is removed. */
  @Test
  void safeStatesOfAggregatorLinesAreRead() throws IOException {
    assertThat(readValid(CASES.resolve("accept/everything.yaml")).aggregators().get(0).lines())
        .extracting(line -> line.safeState().map(Located::value))
        .containsExactly(
            Optional.empty(), Optional.of(SafeState.INACTIVE), Optional.of(SafeState.ACTIVE));
  }

  @Test
  void positionsCountBytesAfterMultibyteCharacters() {
    String text = "apiVersion: dtbind/v1 # Tür 🚪\ndevices: [{ node: d, bnd: x }]\n";
    Diagnostic problem = read(text).diagnostics().get(0);
    assertThat(problem.origin().place()).isEqualTo("bindings.yaml:2.22-25");
    assertThat(((Origin.Source) problem.origin()).file().name()).isEqualTo("bindings.yaml");
    assertThat(DiagnosticText.snippet(problem)).contains("bnd: x").contains("did you mean 'bind'?");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("accepted")
  void validDeclarationIsReadAndMatchesTheSchema(Path file) throws IOException {
    readValid(file);
    assertThat(schemaErrors(file)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rejected")
  void invalidDeclarationReportsTheExpectedMessages(Path file) throws IOException {
    Diagnosed<Specification> read = read(Files.readAllBytes(file));
    assertThat(read.hasErrors()).isTrue();
    assertThat(read.value()).isEmpty();
    StringBuilder messages = new StringBuilder();
    read.diagnostics().forEach(d -> messages.append(DiagnosticText.snippet(d)));
    Golden.check(Path.of(file.toString().replace(".yaml", ".messages")), messages.toString());
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"unknown-keys", "numbers", "values", "kinds", "list"})
  void schemaRejectsInvalidDeclarations(String name) throws IOException {
    assertThat(schemaErrors(CASES.resolve("reject/" + name + ".yaml"))).isNotEmpty();
  }

  /** What such a list would declare vanishes otherwise. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "aggregators: [{ name: a, lines: [] }] | 2.33-35",
        "devices: [{ node: /d, compatible: [] }] | 2.35-37",
        "devices: [{ node: /d, properties: { p: [] } }] | 2.40-42",
        "devices: [{ node: /d, properties: { p: [[1], []] } }] | 2.46-48"
      })
  void listThatNeedsAnItemIsNotEmpty(String entry, String place) throws IOException {
    String text = "apiVersion: dtbind/v1\n" + entry + "\n";
    Diagnosed<Specification> read = read(text);
    assertThat(codes(read)).containsExactly(SpecCode.BAD_VALUE);
    assertThat(read.diagnostics().get(0).origin().place()).isEqualTo("bindings.yaml:" + place);
    assertThat(schemaErrors(text)).isNotEmpty();
  }

  @Test
  void schemaFileMatchesTheRecords() throws IOException {
    Golden.check(SCHEMA, BindingsSchema.text());
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        Specification.class,
        DeviceSpec.class,
        GpioSpec.class,
        DeviceSpec.Parameter.class,
        AggregatorSpec.class,
        LineSpec.Named.class,
        LineSpec.OfChip.class,
        IommuGroupSpec.class
      })
  void readerAcceptsExactlyTheDocumentedKeys(Class<? extends Record> type) {
    assertThat(Fields.keys(type)).containsExactlyElementsOf(keys(type));
  }

  private static List<String> keys(Class<?> type) {
    List<String> keys = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      if (component.isAnnotationPresent(Key.class)) {
        keys.add(component.getName());
      } else if (component.getType() == DeclaredAccess.class) {
        keys.addAll(keys(DeclaredAccess.class));
      }
    }
    return keys;
  }

  @Test
  @Timeout(20)
  void oversizedOrTooDeepYamlIsRejected() {
    assertThat(codes(read("#".repeat(YamlReader.MAX_BYTES + 1))))
        .containsExactly(YamlCode.YAML_TOO_LARGE);
    String deep = "apiVersion: dtbind/v1\nx: " + "[".repeat(10_000) + "]".repeat(10_000);
    assertThat(codes(read(deep))).containsExactly(YamlCode.YAML_TOO_DEEP);
    assertThat(codes(read("[".repeat(YamlReader.MAX_BYTES))))
        .containsExactly(YamlCode.YAML_TOO_DEEP);
    assertThat(codes(read("- ".repeat(YamlReader.MAX_BYTES / 2))))
        .containsExactly(YamlCode.YAML_TOO_DEEP);
    assertThat(codes(read("? ".repeat(YamlReader.MAX_BYTES / 2))))
        .containsExactly(YamlCode.YAML_TOO_DEEP);
    String path = "/a".repeat(200_000);
    assertThat(codes(read("apiVersion: dtbind/v1\ndevices: [{node: " + path + "}]")))
        .containsExactly(SpecCode.BAD_VALUE);
    String many = "apiVersion: dtbind/v1\naggregators: [{name: a, lines: [{chip: c, offsets: \"0";
    assertThat(codes(read(many + ",0-65535".repeat(50_000) + "\"}]}]")))
        .containsExactly(SpecCode.BAD_VALUE);
  }

  @Test
  void invalidTextIsRejected() {
    assertThat(codes(read(new byte[] {'a', ':', ' ', (byte) 0xff})))
        .containsExactly(YamlCode.YAML_NOT_UTF8);
    assertThat(read(new byte[] {'a', ':', ' ', (byte) 0xff}).diagnostics().get(0).origin().place())
        .isEqualTo("bindings.yaml:1.4-5");
    assertThat(codes(read("a: \u0001"))).containsExactly(YamlCode.YAML_SYNTAX);
    assertThat(codes(read("a: \"\\UFFFFFFFF\""))).containsExactly(YamlCode.YAML_SYNTAX);
    assertThat(codes(read(""))).containsExactly(YamlCode.YAML_EMPTY);
    assertThat(codes(read("apiVersion: dtbind/v1\ndevices: [{node: \"a\\u0000\"}]")))
        .containsExactly(SpecCode.BAD_VALUE);
  }

  private static List<Object> codes(Diagnosed<?> read) {
    return read.diagnostics().stream().<Object>map(Diagnostic::code).toList();
  }

  /** Randomly corrupted declarations yield diagnostics and never an exception. */
  @Test
  @Timeout(60)
  void brokenDeclarationsYieldOnlyDiagnostics() throws IOException {
    Random random = new Random(20261120);
    List<byte[]> seeds = new ArrayList<>();
    for (Path file : Stream.concat(accepted(), rejected()).toList()) {
      seeds.add(Files.readAllBytes(file));
    }
    byte[] delimiters = "-:{}[]&*!|>'\"%@`#,?\n\t \\<=0x".getBytes(StandardCharsets.UTF_8);
    int rejectedCount = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] text = seeds.get(random.nextInt(seeds.size())).clone();
      for (int change = random.nextInt(6) + 1; change > 0; change--) {
        int at = random.nextInt(text.length);
        text[at] =
            random.nextInt(8) == 0
                ? (byte) random.nextInt(256)
                : delimiters[random.nextInt(delimiters.length)];
      }
      Diagnosed<Specification> read = read(text);
      read.diagnostics().forEach(DiagnosticText::snippet);
      rejectedCount += read.hasErrors() ? 1 : 0;
      assertThat(read.value().isPresent()).isNotEqualTo(read.hasErrors());
    }
    assertThat(rejectedCount).isGreaterThan(ROUNDS / 4);
  }

  /** Trials D4: a name that is similar to a generic driver is probably a typing mistake. */
  @Test
  void mistypedDriverIsReported() {
    String template = "apiVersion: dtbind/v1\ndevices:\n  - { node: door, bind: %s }\n";
    Diagnosed<Specification> read = read(template.formatted("gpio-agregator"));
    assertThat(read.value()).isPresent();
    assertThat(read.diagnostics().stream().map(DiagnosticText::snippet).collect(joining()))
        .contains("Warning (mistyped_driver): 'gpio-agregator' is not the name of a generic driver")
        .contains("help: did you mean 'gpio-aggregator'?");
    assertThat(read(template.formatted("leds-gpio")).diagnostics()).isEmpty();
  }

  /** Only gpio-aggregator can set safe states, so the misspelled name alone is the mistake. */
  @Test
  void mistypedDriverOfLinesWithSafeStatesIsReportedOnce() {
    String template =
        """
        apiVersion: dtbind/v1
        devices:
          - node: relays
            bind: %s
            gpios:
              - { controller: gpio, offset: 1, safeState: inactive }
              - { controller: gpio, offset: 2, safeState: inactive }
        """;
    Diagnosed<Specification> read = read(template.formatted("gpio-agregator"));
    assertThat(read.value()).isEmpty();
    assertThat(read.diagnostics()).hasSize(1);
    assertThat(DiagnosticText.snippet(read.diagnostics().get(0)))
        .contains("ERROR (mistyped_driver): 'gpio-agregator' is not the name of a generic driver")
        .contains("help: did you mean 'gpio-aggregator'? 'safeState' is allowed only for");
    assertThat(read(template.formatted("leds-gpio")).diagnostics()).hasSize(2);
    assertThat(read(template.formatted("gpio-aggregator")).diagnostics()).isEmpty();
  }
}
