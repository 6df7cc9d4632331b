// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests {@code dtbind explain PROPERTY --schemas}. */
class ExplainPropertyTest {

  private static final String HEAD =
      """
      $schema: http://devicetree.org/meta-schemas/core.yaml#
      title: A door
      maintainers:
        - Ann Example <ann@example.org>
      """;

  private static final String DOOR =
      """
      $id: http://devicetree.org/schemas/misc/acme,door.yaml#
      %s
      properties:
        compatible:
          const: acme,door
        reg:
          items:
            - description: Registers of the motor
            - description: Registers of the lock
        acme,open-delay-ms:
          minimum: 10
          maximum: 500
          default: 100
        acme,mode:
          $ref: /schemas/types.yaml#/definitions/string
          enum: [ swing, slide ]
          description: How the door opens.
      patternProperties:
        '^leaf@[0-9]$':
          type: object
          properties:
            reg:
              maxItems: 1
          patternProperties:
            '^acme,lock-[a-z]+$':
              $ref: /schemas/types.yaml#/definitions/uint32-array
              minItems: 1
              maxItems: 4
              deprecated: true
          required: [ reg ]
      required: [ compatible, reg ]
      if:
        properties:
          acme,mode:
            const: slide
      then:
        required: [ 'acme,open-delay-ms' ]
      additionalProperties: false
      """;

  @TempDir private Path directory;

  @BeforeEach
  void writeDocuments() throws IOException {
    Files.writeString(directory.resolve("door.yaml"), DOOR.formatted(HEAD.strip()));
    Files.writeString(
        directory.resolve("window.yaml"),
        DOOR.formatted(HEAD.strip()).replace("acme,door", "acme,window"));
  }

  private Run explain(String... words) {
    return Run.of(arguments(words));
  }

  private String[] arguments(String... words) {
    String[] all = new String[words.length + 3];
    System.arraycopy(words, 0, all, 0, words.length);
    all[words.length] = "--schemas";
    all[words.length + 1] = directory.toString();
    all[words.length + 2] = "--compatible=acme,door";
    return all;
  }

  private static String firstEntry(Run run) {
    assertThat(run.status()).as(run.err()).isZero();
    String text = run.out();
    int next = text.indexOf("\n\n", text.indexOf("\n\n") + 2);
    return next < 0 ? text : text.substring(0, next + 1);
  }

  @Test
  void propertyIsShownAsDocumented() {
    assertThat(firstEntry(explain("explain", "acme,mode")))
        .isEqualTo(
            """
            acme,mode: string

            http://devicetree.org/schemas/misc/acme,door.yaml
              file        %s/door.yaml
              for         acme,door
              required    no
              type        string
              values      swing, slide
                How the door opens.
            """
                .formatted(directory));
  }

  @Test
  void conditionallyRequiredPropertyIsMarked() {
    assertThat(firstEntry(explain("explain", "acme,open-delay-ms")))
        .isEqualTo(
            """
            acme,open-delay-ms: uint32-array

            http://devicetree.org/schemas/misc/acme,door.yaml
              file        %s/door.yaml
              for         acme,door
              required    in some cases
              range       10 to 500
              default     100
            """
                .formatted(directory));
  }

  @Test
  void patternPropertiesOfChildNodesAreFound() {
    assertThat(firstEntry(explain("explain", "acme,lock-upper")))
        .isEqualTo(
            """
            acme,lock-upper: uint32-array

            http://devicetree.org/schemas/misc/acme,door.yaml
              file        %s/door.yaml
              for         acme,door
              child node  ^leaf@[0-9]$
              required    no
              type        uint32-array
              items       1 to 4
              deprecated  yes
            """
                .formatted(directory));
  }

  @Test
  void dtMkSchemaOutputIsSearched() throws IOException {
    Path file = directory.resolve("processed.json");
    Files.writeString(
        file,
        """
        {
          "generated-types": {
            "$id": "generated-types",
            "properties": { "acme,mode": [ { "type": "string" } ] }
          },
          "http://devicetree.org/schemas/acme,door.yaml": {
            "$id": "http://devicetree.org/schemas/acme,door.yaml#",
            "$filename": "acme,door.yaml",
            "properties": {
              "compatible": { "items": [ { "const": "acme,door" } ] },
              "acme,mode": { "enum": [ "swing" ] }
            }
          }
        }
        """);
    Run run = Run.of("explain", "acme,mode", "--schemas", file.toString());
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains("  for         acme,door\n  required    no\n  values      swing\n");
  }

  /** As of phy-mode, whose values another property of the same document has. */
  @Test
  void valuesElsewhereInTheDocumentAreShown() throws IOException {
    String door = Files.readString(directory.resolve("door.yaml"));
    String other =
        "  acme,style:\n    $ref: '#/properties/acme,mode'\n  acme,loop:\n"
            + "    $ref: '#/properties/acme,loop'\n";
    Files.writeString(
        directory.resolve("door.yaml"),
        door.replace("patternProperties:\n  '^leaf", other + "patternProperties:\n  '^leaf"));
    Files.writeString(
        directory.resolve("a.yaml"),
        "$id: http://devicetree.org/schemas/misc/acme,any.yaml#\n"
            + HEAD
            + "select: true\nproperties:\n  acme,style: true\nadditionalProperties: true\n");
    Run run = explain("explain", "acme,style");
    assertThat(firstEntry(run))
        .contains("acme,door.yaml\n")
        .contains("  values      swing, slide\n");
    assertThat(run.out().indexOf("acme,any.yaml")).isGreaterThan(run.out().indexOf("slide"));
    assertThat(explain("explain", "acme,loop").status()).isZero();
  }

  @Test
  void onlyDocumentsForTheCompatibleAreShown() {
    Run run = explain("explain", "reg");
    assertThat(run.out())
        .contains(
            """
              required    yes
              items       2
              item 1      Registers of the motor
              item 2      Registers of the lock
            """)
        .contains("  child node  ^leaf@[0-9]$\n  required    yes\n  items       at most 1\n")
        .contains("dt-schema: ")
        .doesNotContain("acme,window");
  }

  @Test
  void unknownPropertyGetsASuggestion() {
    Run run = explain("explain", "acme,mdoe");
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .isEqualTo(
            "dtbind: no binding document describes a property named acme,mdoe\n"
                + "  help: did you mean 'acme,mode'?\n");
    assertThat(run.status()).isEqualTo(3);
  }

  @Test
  void conflictingOptionsAreRefused() {
    Run run = explain("explain", "reg", "--html", "page.html");
    assertThat(run.err())
        .contains("--schemas explains a property: omit --tree, --sysroot, --dmesg and --html");
    assertThat(run.status()).isEqualTo(64);
    Run alone = Run.of("explain", "reg", "--compatible", "acme,door");
    assertThat(alone.err()).contains("--compatible needs binding documents: add --schemas PATH");
    assertThat(alone.status()).isEqualTo(64);
  }

  /** A part of the answer was printed as if it were all. */
  @Tag("large")
  @Test
  void tooMuchWorkIsAnError() throws IOException {
    StringBuilder text = new StringBuilder(HEAD.strip() + "\npatternProperties:\n");
    for (int i = 0; i < 700; i++) {
      text.append("  '(a+)+(a+)+%db': {description: x}%n".formatted(i));
    }
    Files.writeString(
        directory.resolve("hostile.yaml"),
        "$id: http://devicetree.org/schemas/hostile.yaml#\n" + text);
    Run run = explain("explain", "a".repeat(300));
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).isEqualTo("dtbind: the binding documents require too much work\n");
    assertThat(run.out()).isEmpty();
  }
}
