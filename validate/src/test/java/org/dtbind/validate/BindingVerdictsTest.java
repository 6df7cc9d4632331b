// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.dtbind.compile.CompileOptions;
import org.dtbind.compile.Compiler;
import org.dtbind.dtb.DtbReader;
import org.dtbind.dtb.DtbWriter;
import org.dtbind.source.SourceFile;
import org.dtbind.tree.DeviceTree;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs the tests of dt-schema: only sources with {@code -fail} in the name violate a schema. */
class BindingVerdictsTest {

  private static final Path DIRECTORY = Path.of("src/test/resources/validate/dt-schema");

  /** Returns the tree as read from a blob, because dt-schema reads blobs. */
  static DeviceTree tree(Path source) throws IOException {
    DeviceTree compiled =
        new Compiler(new CompileOptions(List.of(), List.of(), true, false))
            .compile(source.toString())
            .value()
            .orElseThrow();
    return DtbReader.read(new SourceFile("tree.dtb", DtbWriter.write(compiled)))
        .value()
        .orElseThrow();
  }

  private static Validator validator() throws IOException {
    return new Validator(SchemaSet.read(List.of(DIRECTORY.resolve("schemas"))), List.of());
  }

  /** Ignores undocumented compatibles, which dt-schema also accepts. */
  private static List<Finding> violations(Validator validator, Path source) throws IOException {
    return validator.validate(tree(source)).stream()
        .filter(finding -> !finding.schema().equals(Validator.UNDOCUMENTED))
        .toList();
  }

  @TestFactory
  Stream<DynamicTest> verdictMatchesTheFileName() throws IOException {
    Validator validator = validator();
    try (Stream<Path> files = Files.list(DIRECTORY)) {
      List<Path> sources = files.filter(f -> f.toString().endsWith(".dts")).sorted().toList();
      assertThat(sources).hasSizeGreaterThan(8);
      return sources.stream()
          .map(
              source ->
                  DynamicTest.dynamicTest(
                      source.getFileName().toString(),
                      () ->
                          assertThat(violations(validator, source).isEmpty())
                              .isEqualTo(!source.toString().contains("-fail"))));
    }
  }

  @Test
  void findingsHaveAMessageAndASchema() throws IOException {
    assertThat(violations(validator(), DIRECTORY.resolve("conditionals-single-fail.dts")))
        .isNotEmpty()
        .allSatisfy(finding -> assertThat(finding.message()).isNotBlank())
        .allSatisfy(finding -> assertThat(finding.schema()).startsWith("http://"));
  }

  /** dt-core.yaml adds a finding if the value is neither a number nor a flag. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | 0",
        "= <1> | 1",
        "= [01] | 1",
        "= [00 01] | 1",
        "= [00 00 01] | 2",
        "= <0 1> | 2"
      })
  void numberOfFindingsForABooleanMatchesDtSchema(
      String value, int findings, @TempDir Path directory) throws IOException {
    Path document = directory.resolve("acme,bell.yaml");
    Files.writeString(
        document,
        """
        $id: http://devicetree.org/schemas/acme,bell.yaml#
        $schema: http://devicetree.org/meta-schemas/core.yaml#
        title: Bell
        maintainers:
          - A Person <a@example.org>
        properties:
          compatible:
            const: acme,bell
          acme,loud:
            type: boolean
        additionalProperties: false
        """);
    Path source = directory.resolve("board.dts");
    Files.writeString(
        source,
        "/dts-v1/; / { bell { compatible = \"acme,bell\"; acme,loud %s; }; };".formatted(value));
    Validator validator = new Validator(SchemaSet.read(List.of(document)), List.of());
    assertThat(
            validator.validate(tree(source)).stream()
                .filter(finding -> finding.node().toString().equals("/bell")))
        .hasSize(findings);
  }

  /** dt-schema adds $nodename to a node when it validates that node, which is after its parent. */
  @Test
  void valueOfAChildHasNoNameWhenItsParentIsValidated(@TempDir Path directory) throws IOException {
    Path document = directory.resolve("acme,bell.yaml");
    Files.writeString(
        document,
        """
        $id: http://devicetree.org/schemas/acme,bell.yaml#
        $schema: http://devicetree.org/meta-schemas/core.yaml#
        title: Bell
        maintainers:
          - A Person <a@example.org>
        properties:
          compatible:
            const: acme,bell
          memory: false
        additionalProperties: true
        """);
    Path source = directory.resolve("board.dts");
    Files.writeString(
        source,
        "/dts-v1/; / { bell { compatible = \"acme,bell\"; memory { label = \"m\"; }; }; };");
    Validator validator = new Validator(SchemaSet.read(List.of(document)), List.of());
    assertThat(validator.validate(tree(source)))
        .extracting(Finding::message)
        .contains("False schema does not allow {'label': ['m']}");
  }

  @Test
  void invalidSchemaIsReported() throws IOException {
    assertThat(SchemaSet.read(List.of(DIRECTORY.resolve("schemas/bad-example.yaml"))).problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.file()).endsWith("bad-example.yaml"));
  }
}
