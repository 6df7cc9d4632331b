// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that malicious documents and trees yield a problem or finding in bounded time. */
@Timeout(300)
@Tag("large")
class HostileSchemasTest {

  private static final String HEAD =
      """
      $id: http://devicetree.org/schemas/hostile.yaml#
      $schema: http://devicetree.org/meta-schemas/core.yaml#
      title: A document
      select: true
      """;

  @TempDir private Path directory;

  private SchemaSet schemas(String text) throws IOException {
    return SchemaSet.read(List.of(Files.writeString(directory.resolve("hostile.yaml"), text)));
  }

  private List<Finding> findings(String document, String properties) throws IOException {
    SchemaSet schemas = schemas(HEAD + document);
    assertThat(schemas.problems()).isEmpty();
    return new Validator(schemas, List.of("hostile"))
        .validate(BindingVerdictsTest.tree(source(properties)));
  }

  private Path source(String properties) throws IOException {
    return Files.writeString(
        directory.resolve("tree.dts"), "/dts-v1/;\n/ {\n%s\n};\n".formatted(properties));
  }

  @Test
  void selfReferencingDocumentIsAFinding() throws IOException {
    assertThat(findings("allOf:\n  - $ref: '#'\n", ""))
        .singleElement()
        .satisfies(finding -> assertThat(finding.message()).contains("refers to itself"));
  }

  @Test
  void referenceToAMissingDocumentIsReported() throws IOException {
    assertThat(findings("properties:\n  model:\n    $ref: /schemas/none.yaml#\n", "model = \"m\";"))
        .singleElement()
        .satisfies(finding -> assertThat(finding.wanted()).isEqualTo("/schemas/none.yaml#"))
        .satisfies(finding -> assertThat(finding.reportedSteps()).containsExactly("model"));
  }

  @Test
  void referenceMayBePercentEncoded() throws IOException {
    String document =
        "definitions: {'^a b': {const: x}}\nproperties: {model: {$ref: '#/definitions/%5Ea%20b'}}\n";
    assertThat(findings(document, "model = \"x\";")).isEmpty();
    assertThat(findings(document.replace("%5E", "%5"), "model = \"x\";")).hasSize(1);
  }

  @Test
  void forbiddenPropertyIsReportedAtItsNode() throws IOException {
    assertThat(findings("properties:\n  model: false\n", "model = \"m\";"))
        .singleElement()
        .satisfies(finding -> assertThat(finding.steps()).containsExactly("model"))
        .satisfies(finding -> assertThat(finding.reportedSteps()).isEmpty());
  }

  @Test
  void backtrackingRegularExpressionTerminates() throws IOException {
    assertThat(
            findings(
                """
                properties:
                  model:
                    items:
                      - pattern: '^(([a-z])+.)+[A-Z]([a-z])+$'
                """,
                "model = \"" + "a".repeat(5000) + "\";"))
        .isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a: [",
        "- list",
        "a: &a [*a]",
        "a: 1\na: 2",
        "$id: 7",
        "$id: http://devicetree.org/schemas/hostile.yaml#\npatternProperties:\n  '(': true\n"
      })
  void invalidDocumentIsAProblem(String text) throws IOException {
    assertThat(schemas(text).problems()).hasSize(1);
  }

  @Test
  void tooDeepNestingIsAProblem() throws IOException {
    assertThat(schemas("a: " + "[".repeat(100_000)).problems()).hasSize(1);
    assertThat(schemas("a: " + "[".repeat(500) + "]".repeat(500)).problems()).hasSize(1);
  }

  @Test
  void exponentialAliasesAreAProblem() throws IOException {
    StringBuilder text = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 40; i++) {
      text.append("a%d: &a%d [*a%d, *a%d]%n".formatted(i, i, i - 1, i - 1));
    }
    assertThat(schemas(text.toString()).problems()).hasSize(1);
  }

  /** Returns schemas for nodes that are nested in each other. */
  private static String nested(String name, int levels, String more) {
    return ("{properties: {" + name + ": ").repeat(levels)
        + "{}"
        + ("}" + more + "}").repeat(levels);
  }

  /** Each level used to be compiled twice. */
  @Test
  void nestedAdditionalPropertiesAreCompiledOnce() {
    String part = nested("n", 40, ", additionalProperties: false");
    assertQuick(() -> assertThat(findings("properties: {n: " + part + "}", "n { };")).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"properties", "dependentSchemas"})
  void nestedInterruptsAreAProblem(String keyword) {
    String part = nested("interrupts", 40, "").replace("properties", keyword);
    assertQuick(
        () ->
            assertThat(schemas(HEAD + "properties: {n: " + part + "}\n").problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.text()).contains("interrupts")));
  }

  @Test
  void fewNestedInterruptsAreAllowedExtended() throws IOException {
    String part = nested("interrupts", 4, ", additionalProperties: false");
    assertThat(
            findings(
                "properties: {n: " + part + "}",
                "n { interrupts { interrupts-extended { interrupts { x; }; }; }; };"))
        .singleElement()
        .satisfies(finding -> assertThat(finding.message()).contains("'x'"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "definitions: {a: {$ref: '#/definitions/a'}}",
        "definitions: {a: {properties: {q: {$ref: '#/definitions/a'}}}}",
        "definitions: {a: {$ref: '#/definitions/b'}, b: {$ref: '#/definitions/a'}}"
      })
  void typeOfAPropertyMayReferToItself(String definitions) throws IOException {
    String document = HEAD + definitions + "\nproperties: {p: {$ref: '#/definitions/a'}}\n";
    assertThat(schemas(document).problems()).isEmpty();
  }

  @Test
  void typeMayBeBehindManyReferences() throws IOException {
    StringBuilder text = new StringBuilder(HEAD + "properties: {p: {$ref: '#/definitions/a0'}}\n");
    text.append("definitions:\n");
    for (int i = 0; i < 20_000; i++) {
      text.append("  a%d: {$ref: '#/definitions/a%d'}%n".formatted(i, i + 1));
    }
    assertThat(schemas(text.toString()).problems()).isEmpty();
  }

  /** The other document has a type for the property, so the paths bring no other. */
  @Test
  void typeMayHaveManyPaths() {
    String typed = "properties: {p: {$ref: 'types.yaml#/definitions/uint32'}}\n";
    StringBuilder text = new StringBuilder(HEAD + "definitions:\n");
    for (int i = 0; i < 40; i++) {
      text.append(
          "  a%d: {allOf: [{$ref: '#/definitions/a%d'}, {$ref: '#/definitions/a%d'}]}%n"
              .formatted(i, i + 1, i + 1));
    }
    text.append("  a40: {}\nproperties: {p: {$ref: '#/definitions/a0'}}\n");
    assertQuick(
        () -> {
          Path other = Files.writeString(directory.resolve("a.yaml"), "$id: a\n" + typed);
          Path many = Files.writeString(directory.resolve("b.yaml"), text);
          assertThat(SchemaSet.read(List.of(other, many)).problems()).isEmpty();
        });
  }

  /** A reference may lead to a part that is not checked because it is no schema. */
  @Test
  void invalidRegularExpressionBehindAReferenceIsAFinding() throws IOException {
    String document =
        "x-junk: {patternProperties: {'(': {type: boolean}}}\nproperties: {p: {$ref: '#/x-junk'}}";
    assertThat(findings(document, "p { };"))
        .singleElement()
        .satisfies(finding -> assertThat(finding.message()).contains("regular expression"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"maximum: 1e999", "maximum: -1e999", "description: \"\\UFFFFFFFF\""})
  void valueOutOfRangeIsAProblem(String keyword) throws IOException {
    assertThat(schemas(HEAD + "properties: {p: {" + keyword + "}}").problems()).hasSize(1);
  }

  @Test
  void longEndOfAnIdIsRemoved() {
    String id = "http://devicetree.org/schemas/" + "#".repeat(500_000) + "x";
    assertQuick(() -> assertThat(schemas("$id: '" + id + "'\n").problems()).isEmpty());
  }

  @Test
  void referenceMayHaveManySteps() {
    String reference = "/schemas/" + "a/../".repeat(200_000) + "./none.yaml#";
    assertQuick(
        () ->
            assertThat(findings("properties: {p: {$ref: '" + reference + "'}}", "p;"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.wanted()).isEqualTo(reference)));
  }

  @Test
  void manyItemsAreDifferent() {
    String strings =
        IntStream.range(0, 50_000).mapToObj("\"s%d\""::formatted).collect(joining(", "));
    String document =
        "properties: {clock-names: {allOf: [" + "{uniqueItems: true}, ".repeat(20) + "{}]}}";
    assertQuick(
        () -> {
          assertThat(findings(document, "clock-names = " + strings + ";")).isEmpty();
          assertThat(findings(document, "clock-names = " + strings + ", \"s7\";")).hasSize(20);
        });
  }

  @Test
  void numbersOfDifferentWidthsAreEqual() throws IOException {
    String document = "properties: {reg: {uniqueItems: true, items: {uniqueItems: true}}}";
    assertThat(findings(document, "reg = <1 2>, <3 4>;")).isEmpty();
    assertThat(findings(document, "reg = <1 1>;")).isNotEmpty();
  }

  /** Each name was compared with each pattern, even if no tree has it. */
  @Test
  void manyNamesAndPatterns() {
    StringBuilder text = new StringBuilder("properties:\n");
    for (int i = 0; i < 3_000; i++) {
      text.append("  aaaaaaaaaaaaaaaaaaaaaaaa%d: true%n".formatted(i));
    }
    text.append("patternProperties:\n");
    for (int i = 0; i < 500; i++) {
      text.append("  '(a+)+(a+)+%db': {type: boolean}%n".formatted(i));
    }
    assertQuick(() -> assertThat(findings(text.toString(), "x;")).isEmpty());
    String names =
        IntStream.range(0, 3_000)
            .mapToObj("aaaaaaaaaaaaaaaaaaaaaaaa%d;"::formatted)
            .collect(joining(" "));
    assertQuick(
        () -> {
          SchemaSet schemas = schemas(HEAD + text);
          Validator validator = new Validator(schemas, List.of("hostile"));
          assertThat(validator.validate(BindingVerdictsTest.tree(source(names))))
              .anySatisfy(finding -> assertThat(finding.message()).contains("types"));
          // The work for one tree does not count for another.
          assertThat(validator.validate(BindingVerdictsTest.tree(source("y;")))).isEmpty();
        });
  }

  @Test
  void workForAllNodesIsLimited() {
    String nodes =
        IntStream.range(0, 700)
            .mapToObj(("n%d { model = \"" + "a".repeat(100) + "\"; };")::formatted)
            .collect(joining(" "));
    String document = "properties: {model: {items: [{pattern: '(a+)+(a+)+b'}]}}";
    assertQuick(
        () ->
            assertThat(findings(document, nodes))
                .hasSizeLessThan(700)
                .filteredOn(finding -> finding.message().contains("in total"))
                .hasSize(1));
  }

  /** The kernel generates the content of such a file, and reading some of them never ends. */
  @Test
  void linkToAFileOfTheKernelIsRejected() throws IOException {
    Files.createSymbolicLink(directory.resolve("link.yaml"), Path.of("/proc/self/status"));
    assertThatThrownBy(() -> SchemaSet.read(List.of(directory)))
        .isInstanceOf(FileSystemException.class)
        .hasMessage(directory.resolve("link.yaml") + ": the kernel generates its content (proc)");
  }

  /** Without the fixes, the work takes minutes or never ends. */
  private static void assertQuick(Executable work) {
    assertTimeoutPreemptively(Duration.ofMinutes(2), work);
  }
}
