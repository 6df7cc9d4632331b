// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests {@code --schemas} of the commands that create or check declared devices. */
class DeclaredBindingsTest {

  private static final String BINDING =
      """
      $id: http://devicetree.org/schemas/misc/%s.yaml#
      $schema: http://devicetree.org/meta-schemas/core.yaml#
      title: A device
      maintainers:
        - Ann Example <ann@example.org>
      properties:
        compatible:
          const: %s
      """;

  private static final String DOOR =
      BINDING.formatted("acme,door", "acme,door")
          + """
            acme,open-delay-ms:
              maximum: 500
          required:
            - compatible
            - acme,open-delay-ms
          additionalProperties: false
          """;

  /** Allows no child nodes. */
  private static final String HUB =
      BINDING.formatted("acme,hub", "acme,hub")
          + """
            status: true
          additionalProperties: false
          """;

  private static final String BOARD =
      """
      /dts-v1/;
      / {
      \tcompatible = "acme,board";
      \tmodel = "Acme";
      \thub: hub {
      \t\tcompatible = "acme,hub";
      \t\tacme,known = <1>;
      \t};
      };
      """;

  private static final String SPEC =
      """
      apiVersion: dtbind/v1
      devices:
        - node: door
          compatible: acme,door
          properties:
            acme,open-delay-ms: 300
      """;

  @TempDir private Path directory;

  @BeforeEach
  void writeFiles() throws IOException {
    Files.createDirectories(directory.resolve("schemas"));
    Files.writeString(directory.resolve("schemas/acme,door.yaml"), DOOR);
    Files.writeString(directory.resolve("schemas/acme,hub.yaml"), HUB);
    Files.writeString(directory.resolve("board.dts"), BOARD);
    Files.writeString(directory.resolve("bindings.yaml"), SPEC);
    assertThat(Run.of("compile", "-@", "-o", file("board.dtb"), file("board.dts")).status())
        .isZero();
  }

  private String file(String name) {
    return directory + "/" + name;
  }

  private void declare(String from, String to) throws IOException {
    assertThat(SPEC).contains(from);
    Files.writeString(directory.resolve("bindings.yaml"), SPEC.replace(from, to));
  }

  private Run run(String... command) {
    List<String> words = new ArrayList<>(List.of(command));
    words.addAll(List.of("--schemas", file("schemas"), "--base", file("board.dtb")));
    words.addAll(List.of("--spec", file("bindings.yaml")));
    return Run.of(words.toArray(String[]::new));
  }

  @Test
  void validDeclarationHasNoFindings() {
    Run run = run("overlay", "create", "--werror", "-o", file("door.dtso"));
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(run("check", "--together", "--werror", file("door.dtso")).err()).isEmpty();
    assertThat(run("export", "yocto", "--werror", "-o", file("layer")).err())
        .startsWith("dtbind: note: before you build, set DTBIND_TOOL_URI ")
        .hasLineCount(1);
  }

  /** Only gpio-aggregator reads the names of a device's lines. */
  @Test
  void namesOfLinesAreOnlyForAnAggregator() throws IOException {
    Files.writeString(
        directory.resolve("gpio.dts"),
        BOARD + "/ { gpio: gpio { gpio-controller; #gpio-cells = <2>; }; };\n");
    String device =
        """
        apiVersion: dtbind/v1
        devices:
          - node: keys
            compatible: gpio-keys
            bind: %s
            gpios: [ { name: wake, controller: "&gpio", offset: 3 } ]
          - node: button
            parent: /keys
            gpios: [ { name: one, controller: "&gpio", offset: 4 } ]
        """;
    for (String driver : List.of("gpio-aggregator", "gpio-keys")) {
      Files.writeString(directory.resolve("bindings.yaml"), device.formatted(driver));
      Run run =
          Run.of("overlay", "create", "--base", file("gpio.dts"), "--spec", file("bindings.yaml"));
      assertThat(run.status()).as(run.err()).isZero();
      assertThat(run.out()).doesNotContain("\"one\"");
      assertThat(run.out().contains("\"wake\"")).isEqualTo(driver.equals("gpio-aggregator"));
    }
  }

  @Test
  void violationIsReportedAtItsDeclaration() throws IOException {
    declare("300", "900");
    String wrong =
        "bindings.yaml:6.7-25: Warning (binding_value): /door:acme,open-delay-ms:"
            + " 'acme,open-delay-ms'[0] must be at most 500, but is 900\n"
            + "  6 |       acme,open-delay-ms: 900\n";
    Run create = run("overlay", "create", "-o", file("door.dtso"));
    assertThat(create.status()).isZero();
    assertThat(create.err()).contains(wrong).doesNotContain("overlay.dtso", "acme,known");
    Run check = run("check", "--together", file("door.dtso"));
    assertThat(check.status()).isZero();
    assertThat(check.err())
        .contains(wrong)
        .contains("found in the tree at")
        .doesNotContain("acme,known");
    Run export = run("export", "yocto", "-o", file("layer"));
    assertThat(export.status()).isZero();
    assertThat(export.err()).contains(wrong);
  }

  @Test
  void findingsWithWerrorPreventOutput() throws IOException {
    declare("acme,open-delay-ms", "acme,open-dlay-ms");
    Run create = run("overlay", "create", "--werror", "-o", file("door.dtso"));
    assertThat(create.status()).isEqualTo(2);
    assertThat(create.err())
        .contains("bindings.yaml:6.7-24: ERROR (binding_forbids): /door:acme,open-dlay-ms: ")
        .contains("did you mean 'acme,open-delay-ms'")
        .doesNotContain("binding_requires");
    assertThat(directory.resolve("door.dtso")).doesNotExist();
    assertThat(run("export", "yocto", "--werror", "-o", file("layer")).status()).isEqualTo(2);
    assertThat(directory.resolve("layer")).doesNotExist();
  }

  @Test
  void forbiddenChildIsReportedAtItsDeclaration() throws IOException {
    declare("node: door\n", "node: door\n    parent: \"&hub\"\n");
    Run create = run("overlay", "create", "-o", file("door.dtso"));
    assertThat(create.err())
        .contains("bindings.yaml:3.11-15: Warning (binding_forbids): /hub: ")
        .contains("the binding allows no child node 'door'");
  }

  @Test
  void incompleteOptionsAreRefused() {
    Run alone =
        Run.of(
            "overlay",
            "create",
            "--werror",
            "--base",
            file("board.dtb"),
            "--spec",
            file("bindings.yaml"));
    assertThat(alone.status()).isEqualTo(64);
    assertThat(alone.err()).contains("--werror needs binding documents", "add --schemas PATH");
    Run export =
        Run.of(
            "export",
            "yocto",
            "--kernel-dtb",
            "board.dtb",
            "--schemas",
            file("schemas"),
            "--spec",
            file("bindings.yaml"),
            "-o",
            file("layer"));
    assertThat(export.status()).isEqualTo(64);
    assertThat(export.err()).contains("--schemas needs the devicetree", "add --base B");
  }

  @Test
  void missingSchemasPathIsNamed() {
    Run run =
        Run.of(
            "overlay",
            "create",
            "--base",
            file("board.dtb"),
            "--spec",
            file("bindings.yaml"),
            "--schemas",
            file("none"));
    assertThat(run.status()).isNotZero();
    assertThat(run.err()).contains(file("none")).doesNotContain("Exception");
  }
}
