// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dtbind.compile.CompileOptions;
import org.dtbind.compile.Compiler;
import org.dtbind.diag.Subject;
import org.dtbind.dtb.DtbReader;
import org.dtbind.dtb.DtbWriter;
import org.dtbind.source.Bytes;
import org.dtbind.source.SourceFile;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.NodePath;
import org.dtbind.validate.Finding;
import org.dtbind.validate.SchemaSet;
import org.dtbind.validate.Validator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindingDiagnosticsTest {

  private static final String DOCUMENT =
      """
      $id: http://devicetree.org/schemas/acme,door.yaml#
      $schema: http://devicetree.org/meta-schemas/core.yaml#
      title: A test
      maintainers: [ Ann Example <ann@example.org> ]
      """;

  @TempDir private Path directory;

  /**
   * Returns the findings in a blob.
   *
   * @param written the character in place of {@code ~}, which a source may not contain in a name
   */
  private List<PlacedFinding> placed(String document, String nodes, String written)
      throws IOException {
    Path source = directory.resolve("board.dts");
    Files.writeString(
        source, "/dts-v1/;\n/ {\n" + nodes.replace("~", "+_+") + "\n};\n", StandardCharsets.UTF_8);
    DeviceTree compiled =
        new Compiler(new CompileOptions(List.of(), List.of(), true, false))
            .compile(source.toString())
            .value()
            .orElseThrow();
    byte[] blob =
        DtbWriter.write(compiled)
            .latin1()
            .replace("+_+", written.repeat(3))
            .getBytes(StandardCharsets.ISO_8859_1);
    DeviceTree tree =
        DtbReader.read(new SourceFile("board.dtb", Bytes.wrap(blob))).value().orElseThrow();
    Files.writeString(directory.resolve("acme,door.yaml"), DOCUMENT + document);
    SchemaSet schemas = SchemaSet.read(List.of(directory.resolve("acme,door.yaml")));
    assertThat(schemas.problems()).isEmpty();
    List<Finding> findings =
        new Validator(schemas, List.of("acme,door", Validator.UNDOCUMENTED)).validate(tree);
    return new FindingDiagnostics(tree, schemas).placed(findings);
  }

  /** The names were taken from the text of a message, in which Python quotes and escapes them. */
  @Test
  void namesWithQuotesAndBackslashesAreFoundInTheTree() throws IOException {
    for (String written : List.of("'", "\"", "\\")) {
      String name = "a" + written.repeat(3) + "b";
      List<PlacedFinding> placed =
          placed(
              "properties: { compatible: { const: 'acme,door' } }\nadditionalProperties: false\n",
              "door { compatible = \"acme,door\"; p~p; a~b { }; };",
              written);
      assertThat(placed)
          .filteredOn(one -> one.key().rule().startsWith("additionalProperties"))
          .extracting(PlacedFinding::subject)
          .containsExactlyInAnyOrder(
              Subject.of(new NodePath("/door")),
              Subject.of(new NodePath("/door"), "p" + written.repeat(3) + "p"));
      assertThat(placed)
          .extracting(one -> one.diagnostic().message().text())
          .contains("the binding allows no child node '" + name + "'");
      assertThat(placed)
          .extracting(one -> one.finding().wanted())
          .contains(List.of(name, "p" + written.repeat(3) + "p"));
    }
  }

  /** The sentence was about a schema that does not allow the value. */
  @Test
  void missingReferenceIsNamedWithTheDocumentThatContainsIt() throws IOException {
    String document =
        """
        properties:
          compatible: { const: 'acme,door' }
          label: { $ref: /schemas/none.yaml# }
        additionalProperties: false
        """;
    assertThat(placed(document, "door { compatible = \"acme,door\"; label = \"m\"; };", "'"))
        .singleElement()
        .satisfies(
            one ->
                assertThat(one.diagnostic().message().text())
                    .isEqualTo(
                        "not validated: http://devicetree.org/schemas/acme,door.yaml refers to"
                            + " /schemas/none.yaml#, which does not exist"));
  }

  /** It was reported as a reference to a missing document. */
  @Test
  void referenceToAPartThatAllowsNothingIsNotMissing() throws IOException {
    String document =
        """
        properties:
          compatible: { const: 'acme,door' }
          label: { $ref: '#/definitions/none' }
        definitions: { none: false }
        additionalProperties: false
        """;
    assertThat(placed(document, "door { compatible = \"acme,door\"; label = \"m\"; };", "'"))
        .singleElement()
        .satisfies(
            one ->
                assertThat(one.diagnostic().message().text())
                    .isEqualTo("the binding does not allow 'label' here"));
  }

  @Test
  void undocumentedCompatibleStringIsNamedAsWritten() throws IOException {
    for (String written : List.of("'", "\\")) {
      String name = "acme,a" + written.repeat(3) + "b";
      assertThat(placed("select: false\n", "door { compatible = \"acme,a~b\"; };", written))
          .singleElement()
          .satisfies(one -> assertThat(one.key().rule()).isEqualTo("anyOf " + name))
          .satisfies(
              one ->
                  assertThat(one.diagnostic().message().text())
                      .isEqualTo("no binding describes the compatible string '" + name + "'"));
    }
  }

  @Test
  void valueIsShownAsInSource() throws IOException {
    String document =
        """
        properties:
          compatible: { const: 'acme,door' }
          label: { const: x }
        additionalProperties: true
        """;
    assertThat(placed(document, "door { compatible = \"acme,door\"; label = \"a\\\"b\"; };", "'"))
        .singleElement()
        .satisfies(
            one ->
                assertThat(one.diagnostic().message().text())
                    .contains("label")
                    .contains("\"a\\\"b\""));
  }
}
