// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dtbind.compile.CompileOptions;
import org.dtbind.compile.Compiler;
import org.dtbind.tree.DeviceTree;
import org.dtbind.validate.Finding;
import org.dtbind.validate.SchemaSet;
import org.dtbind.validate.Validator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindingCausesTest {

  private static final String DOCUMENT =
      """
      $id: http://devicetree.org/schemas/acme,%s.yaml#
      $schema: http://devicetree.org/meta-schemas/core.yaml#
      title: A test
      maintainers: [ Ann Example <ann@example.org> ]
      """;

  /** Far below the time of a search among all findings for each finding. */
  private static final double MAX_SECONDS = 2;

  @TempDir private Path directory;

  private void write(String name, String text) throws IOException {
    Files.writeString(directory.resolve("acme," + name + ".yaml"), DOCUMENT.formatted(name) + text);
  }

  private List<PlacedFinding> placed(String properties) throws IOException {
    Path source = directory.resolve("board.dts");
    Files.writeString(
        source,
        "/dts-v1/;\n/ { door { compatible = \"acme,door\"; %s }; };\n".formatted(properties));
    DeviceTree tree =
        new Compiler(new CompileOptions(List.of(), List.of(), true, false))
            .compile(source.toString())
            .value()
            .orElseThrow();
    SchemaSet schemas = SchemaSet.read(List.of(directory));
    assertThat(schemas.problems()).isEmpty();
    List<Finding> findings =
        new Validator(schemas, List.of())
            .validate(tree).stream()
                .filter(finding -> finding.schema().endsWith("/acme,door.yaml"))
                .toList();
    FindingDiagnostics diagnostics = new FindingDiagnostics(tree, schemas);
    long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    List<PlacedFinding> placed = diagnostics.placed(findings);
    long taken = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
    assertThat(taken / 1e9).as("seconds of processor time").isLessThan(MAX_SECONDS);
    return placed;
  }

  /** A document with many violations evaluates no member of the node, so it rejects each. */
  @Test
  void manyFindingsAboutANodeTakeLinearTime() throws IOException {
    int many = 10_000;
    write(
        "part",
        """
        patternProperties:
          '^acme,p[0-9]+$': { $ref: /schemas/types.yaml#/definitions/uint32, maximum: 1 }
        additionalProperties: true
        """);
    write(
        "door",
        """
        allOf: [ { $ref: 'acme,part.yaml#' } ]
        properties: { compatible: { const: 'acme,door' } }
        unevaluatedProperties: false
        """);
    List<PlacedFinding> all =
        placed(
            IntStream.range(0, many)
                .mapToObj(i -> "acme,p" + i + " = <2>;")
                .collect(Collectors.joining(" ")));
    List<PlacedFinding> following = all.stream().filter(one -> one.cause().isPresent()).toList();
    assertThat(all.size()).isEqualTo(2 * many);
    assertThat(following.size()).isEqualTo(many);
    // Each property is rejected because its own value is wrong.
    for (PlacedFinding one : following) {
      assertThat(one.key().rule()).endsWith(" " + one.cause().orElseThrow().property());
    }
  }

  /** What is wrong with an entry says nothing about another entry. */
  @Test
  void entriesOfAPropertyHaveTheirOwnFindings() throws IOException {
    write(
        "door",
        """
        properties:
          compatible: { const: 'acme,door' }
          acme,modes:
            items: [ { enum: [ swing ] }, { type: integer } ]
        additionalProperties: false
        """);
    List<PlacedFinding> all = placed("acme,modes = \"slide\", \"fast\";");
    assertThat(all.stream().filter(one -> one.cause().isEmpty()))
        .extracting(one -> one.diagnostic().message().text())
        .hasSize(2)
        .anyMatch(text -> text.startsWith("'acme,modes'[0] must be one of swing"))
        .anyMatch(text -> text.startsWith("'acme,modes'[1] must be of type integer"));
  }
}
