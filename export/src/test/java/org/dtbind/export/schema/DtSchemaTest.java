// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dtbind.diag.Diagnosed;
import org.dtbind.export.Artefact;
import org.dtbind.export.Artefacts;
import org.dtbind.export.DeclaredTree;
import org.dtbind.overlay.Sources;
import org.dtbind.source.Bytes;
import org.dtbind.source.SourceFile;
import org.dtbind.spec.SpecReader;
import org.dtbind.spec.Specification;
import org.dtbind.testing.Program;
import org.dtbind.tree.DeviceTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests binding documents, also with the tools of dt-schema (Debian package dt-schema). */
class DtSchemaTest {

  private static final String DOOR =
      """
      apiVersion: dtbind/v1
      devices:
        - node: door
          compatible: myvendor,mydoor
          gpios:
            - { name: open, controller: gpio2, offset: 19 }
            - { name: lock, controller: gpio2, offset: 20, flags: [active-low] }
      """;

  private static final String MANY =
      """
      apiVersion: dtbind/v1
      devices:
        - node: door@1
          compatible: ['myvendor,mydoor', 'acme,door']
          labels: [door]
          status: okay
          gpios:
            - { name: open, controller: gpio2, offset: 19 }
            - { name: lock, controller: gpio2, offset: 20, flags: [active-low, open-drain] }
          properties:
            gpio-controller: true
            "#gpio-cells": 2
            acme,speed: 9600
            acme,levels: [1, 2, 3]
            acme,mode: fast
            acme,modes: [fast, "slow: 1"]
            acme,peer: "&gpio2"
            acme,peers: [["&gpio2", 1]]
            acme,inverted: true
            acme,wide: { bits: 64, values: [1, 2] }
            acme,key: { bytes: "de ad" }
            acme,settle-ms: 20
            reg: [1, 1]
            reg-names: [one]
        - node: back-door
          compatible: myvendor,mydoor
          gpios: [{ controller: gpio2, offset: 21 }]
        - node: pump
          compatible: acme,pump
          bind: uio_pdrv_genirq
      """;

  private static final String BASE =
      "/dts-v1/; / { model = \"b\"; compatible = \"acme,b\"; #address-cells = <1>; #size-cells = <1>;"
          + " gpio2: gpio { gpio-controller; #gpio-cells = <2>; }; };";

  @TempDir private Path directory;

  private static Specification specification(String text) {
    Bytes content = Bytes.utf8(text);
    Diagnosed<Specification> read = SpecReader.read(new SourceFile("bindings.yaml", content));
    return read.value().orElseThrow(() -> new AssertionError(Sources.messages(read)));
  }

  private static List<Artefact> documents(String text) {
    Diagnosed<Artefacts> result = DtSchema.of(specification(text), DtSchema.MAINTAINER);
    return result.value().orElseThrow(() -> new AssertionError(Sources.messages(result))).files();
  }

  @Test
  void documentMatchesTheDeclaration() {
    Artefact document = documents(DOOR).get(0);
    assertThat(document.path())
        .isEqualTo("Documentation/devicetree/bindings/gpio/myvendor,mydoor.yaml");
    assertThat(document.content().utf8())
        .isEqualTo(
            """
            # SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
            %YAML 1.2
            ---
            $id: http://devicetree.org/schemas/gpio/myvendor,mydoor.yaml#
            $schema: http://devicetree.org/meta-schemas/core.yaml#

            title: myvendor,mydoor, controlled from user space

            maintainers:
              - dtbind <dtbind@localhost>

            description: A device whose GPIO lines are controlled from user space.

            properties:
              compatible:
                const: myvendor,mydoor

              gpios:
                minItems: 2
                maxItems: 2

              gpio-line-names:
                minItems: 2
                maxItems: 2

              gpio-controller: true

              "#gpio-cells":
                const: 2

            required:
              - compatible
              - gpios

            additionalProperties: false

            examples:
              - |
                #include <dt-bindings/gpio/gpio.h>

                door {
                    compatible = "myvendor,mydoor";
                    gpios = <&gpio2 19 GPIO_ACTIVE_HIGH>, <&gpio2 20 GPIO_ACTIVE_LOW>;
                    gpio-line-names = "open", "lock";
                    gpio-controller;
                    #gpio-cells = <2>;
                };
            """);
  }

  private void write(List<Artefact> documents) throws Exception {
    for (Artefact document : documents) {
      Path file = directory.resolve(document.path());
      Files.createDirectories(file.getParent());
      Files.write(file, document.content().toArray());
    }
  }

  private String output(String command) throws Exception {
    Sources.run(directory, "sh", "-c", command);
    return Sources.output(directory);
  }

  @Test
  void dtSchemaAcceptsTheDocumentsAndValidatesTrees() throws Exception {
    assumeTrue(Sources.has("dt-doc-validate"), "dt-schema: it is not installed");
    List<Artefact> documents = documents(MANY);
    assertThat(documents).hasSize(2);
    write(documents);
    String prefix = "cd Documentation/devicetree/bindings && ";
    for (Artefact document : documents) {
      String path = document.path().replace("Documentation/devicetree/bindings/", "");
      assertThat(output(prefix + "dt-doc-validate -u . " + path)).as(path).isEmpty();
      // The same steps as make dt_binding_check of the kernel.
      String example =
          "dt-extract-example %s | cpp -nostdinc -undef -D__DTS__ -x assembler-with-cpp -I %s | dtc -q -I dts -O dtb -o /dev/null -";
      Path include = Path.of("../samples/include").toAbsolutePath();
      assertThat(output(prefix + example.formatted(path, Program.quoted(include.toString()))))
          .as(path)
          .isEmpty();
    }
    assertThat(output("dt-mk-schema -j Documentation/devicetree/bindings > schema.json")).isEmpty();
    DeviceTree base = Sources.tree("base.dts", BASE);
    DeviceTree tree = DeclaredTree.of(specification(MANY), base).value().orElseThrow().tree();
    Sources.write(directory.resolve("good.dtb"), tree);
    assertThat(output("dt-validate -s schema.json good.dtb")).isEmpty();
    assertThat(output("dt-validate -M -s schema.json good.dtb | grep 'gpio/myvendor,mydoor'"))
        .contains("door");
    String wrong =
        BASE.replace(
            "gpio2: gpio",
            "door { compatible = \"myvendor,mydoor\"; gpios = <&gpio2 1 0>, <&gpio2 1 0>, <&gpio2 1 0>; y; };"
                + " gpio2: gpio");
    Sources.write(directory.resolve("wrong.dtb"), Sources.tree("wrong.dts", wrong));
    assertThat(output("dt-validate -s schema.json wrong.dtb"))
        .contains("is too long")
        .contains("'y' does not match any of the regexes")
        .contains("gpio/myvendor,mydoor.yaml");
  }

  @Test
  void declarationUnfitForADocumentIsReported() {
    String spidev = "apiVersion: dtbind/v1\ndevices: [{ node: \"&spi\", bind: spidev }]\n";
    assertThat(Sources.messages(DtSchema.of(specification(spidev), DtSchema.MAINTAINER)))
        .contains("ERROR (nothing_to_export): no declared device has a 'compatible'");
    String slash = "apiVersion: dtbind/v1\ndevices: [{ node: a, compatible: a/b }]\n";
    assertThat(Sources.messages(DtSchema.of(specification(slash), DtSchema.MAINTAINER)))
        .contains(
            "bindings.yaml:2.34-37: ERROR (not_exported): this compatible string contains"
                + " characters");
    String conflicting =
        """
        apiVersion: dtbind/v1
        devices:
          - { node: a, compatible: 'acme,x', properties: { 'acme,y': 1 } }
          - { node: b, compatible: 'acme,x', properties: { 'acme,y': text } }
        """;
    assertThat(Sources.messages(DtSchema.of(specification(conflicting), DtSchema.MAINTAINER)))
        .contains("bindings.yaml:4.52-60: ERROR (not_exported): 'acme,y' is declared differently");
  }
}
