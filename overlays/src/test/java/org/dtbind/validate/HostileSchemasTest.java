// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that malicious documents and trees yield a problem or finding in bounded time. */
@Timeout(60)
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
    Path source = directory.resolve("tree.dts");
    Files.writeString(source, "/dts-v1/;\n/ {\n%s\n};\n".formatted(properties));
    return new Validator(schemas, List.of("hostile")).validate(BindingVerdictsTest.tree(source));
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
}
