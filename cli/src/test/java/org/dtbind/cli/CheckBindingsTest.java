// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.dtbind.source.FileName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests {@code dtbind check --schemas} and {@code dtbind dt-validate} with a binding document. */
class CheckBindingsTest {

  private static final String BINDING =
      """
      # SPDX-License-Identifier: Apache-2.0
      %YAML 1.2
      ---
      $id: http://devicetree.org/schemas/misc/acme,door.yaml#
      $schema: http://devicetree.org/meta-schemas/core.yaml#
      title: A door
      maintainers:
        - Ann Example <ann@example.org>
      properties:
        compatible:
          const: acme,door
        reg:
          maxItems: 1
        acme,open-delay-ms:
          maximum: 500
        acme,mode:
          $ref: /schemas/types.yaml#/definitions/string
          enum: [ swing, slide ]
      required:
        - compatible
        - reg
      additionalProperties: false
      """;

  private static final String BOARD =
      """
      /dts-v1/;
      #define BASE door@1000
      / {
      \tcompatible = "acme,board";
      \tmodel = "Acme";
      \t#address-cells = <1>;
      \t#size-cells = <1>;
      \tdoors: BASE {
      \t\tcompatible = "acme,door";
      \t\treg = <0x1000 0x10>;
      \t\tacme,mode = "swing";
      \t};
      };
      """;

  @TempDir private Path directory;

  @BeforeEach
  void writeFiles() throws IOException {
    Files.createDirectories(directory.resolve("schemas"));
    Files.writeString(
        directory.resolve("schemas/acme,door.yaml"), BINDING.replaceAll("(?m)^%.*\n", ""));
    Files.writeString(directory.resolve("board.dts"), BOARD);
  }

  private Run validate(String... arguments) {
    List<String> words = new ArrayList<>();
    words.add("check");
    words.addAll(List.of("--schemas", directory + "/schemas", "--limit", "acme,door"));
    words.addAll(List.of(arguments));
    return Run.of(words.toArray(String[]::new));
  }

  private String changed(String from, String to) throws IOException {
    Path file = directory.resolve("changed.dts");
    Files.writeString(file, BOARD.replace(from, to));
    return file.toString();
  }

  @Test
  void preparedDocumentsAreCachedOnlyInAPrivateDirectory() throws IOException {
    Files.createDirectory(
        directory.resolve("cache"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path kept = directory.resolve("cache/dtbind");
    String[] command = {
      "check", "--schemas", directory + "/schemas", "--limit", "acme,door", directory + "/board.dts"
    };
    Map<String, String> environment = Map.of("XDG_CACHE_HOME", directory + "/cache");
    for (int i = 0; i < 2; i++) {
      assertThat(Run.with(environment, command).out()).contains("0 errors, 0 warnings");
      assertThat(kept).isDirectoryContaining("glob:**/schemas-*");
    }
    Files.setPosixFilePermissions(kept, PosixFilePermissions.fromString("rwxrwxrwx"));
    Run run = Run.with(environment, command);
    assertThat(run.out()).contains("0 errors, 0 warnings");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void validBoardHasNoFindings() {
    Run run = validate(directory + "/board.dts");
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("1 file checked").contains("0 errors, 0 warnings");
    assertThat(run.status()).isZero();
  }

  @Test
  void misspelledPropertyIsReportedWithASuggestion() throws IOException {
    Run run = validate(changed("acme,mode", "acme,mdoe"));
    assertThat(run.err())
        .contains("changed.dts:11.3-23: Warning (binding_forbids): /door@1000:acme,mdoe:")
        .contains("did you mean 'acme,mode'?")
        .contains("http://devicetree.org/schemas/misc/acme,door.yaml")
        .contains("/schemas/acme,door.yaml");
    assertThat(run.status()).isZero();
  }

  private static final String HATCH =
      """
      # SPDX-License-Identifier: Apache-2.0
      $id: http://devicetree.org/schemas/misc/acme,hatch.yaml#
      $schema: http://devicetree.org/meta-schemas/core.yaml#
      title: A hatch
      maintainers:
        - Ann Example <ann@example.org>
      allOf:
        - $ref: acme,any.yaml#
      properties:
        compatible:
          const: acme,hatch
      patternProperties:
        "^(bolt|(bolt|hinge)-[a-z]+)$":
          type: object
          properties:
            acme,torque-limit:
              $ref: /schemas/types.yaml#/definitions/uint32
          required:
            - acme,torque-limit
          additionalProperties: false
      required:
        - compatible
      unevaluatedProperties: false
      """;

  private static final String ANY =
      """
      # SPDX-License-Identifier: Apache-2.0
      $id: http://devicetree.org/schemas/misc/acme,any.yaml#
      $schema: http://devicetree.org/meta-schemas/core.yaml#
      title: Anything that opens
      maintainers:
        - Ann Example <ann@example.org>
      properties:
        $nodename:
          pattern: "^hatch(@.*)?$"
        acme,open-width:
          $ref: /schemas/types.yaml#/definitions/uint32
          enum: [ 1, 4, 8 ]
        acme,open-slowly:
          type: boolean
      additionalProperties: true
      """;

  /** Validates a hatch against all documents; returns the findings about it. */
  private List<String> findings(String hatch, String... options) throws IOException {
    Files.writeString(directory.resolve("schemas/acme,hatch.yaml"), HATCH);
    Files.writeString(directory.resolve("schemas/acme,any.yaml"), ANY);
    Path file = directory.resolve("hatch.dts");
    Files.writeString(file, "/dts-v1/;\n/ {\n\tcompatible = \"acme,door\";\n" + hatch + "};\n");
    List<String> words = new ArrayList<>(List.of("check", "--schemas", directory + "/schemas"));
    words.addAll(List.of(options));
    words.add(file.toString());
    Run run = Run.of(words.toArray(String[]::new));
    return run.err()
        .lines()
        .filter(
            line ->
                line.contains("/hatch") && line.contains("Warning (")
                    || line.contains("help:")
                    || line.contains("because of this"))
        .map(line -> line.replaceFirst(".*Warning ", "").strip())
        .filter(line -> !line.contains("/: "))
        .toList();
  }

  @Test
  void misspellingIsOneFinding() throws IOException {
    String hatch =
        "\thatch { compatible = \"acme,hatch\"; %s bolt-a { acme,torque-limit = <1>; }; };\n";
    assertThat(findings(hatch.formatted("acme,open-slowyl;")))
        .containsExactly(
            "(binding_forbids): /hatch:acme,open-slowyl: the binding allows no property"
                + " 'acme,open-slowyl' here",
            "help: did you mean 'acme,open-slowly'?");
    assertThat(findings(hatch.formatted("").replace("torque-limit", "torque-limt")))
        .containsExactly(
            "(binding_forbids): /hatch/bolt-a:acme,torque-limt: the binding allows no property"
                + " 'acme,torque-limt' here",
            "help: did you mean 'acme,torque-limit'?");
    assertThat(findings(hatch.formatted("").replace("bolt-a", "blot-a")))
        .contains("help: did you mean 'bolt-a'?");
    assertThat(
            findings(
                hatch.formatted("").replace("acme,hatch", "acme,hacth"),
                "-W",
                "compatible_unknown"))
        .contains("help: did you mean 'acme,hatch'?");
    assertThat(findings(hatch.formatted("").replace("\thatch", "\thattch")))
        .contains("help: did you mean 'hatch'?");
  }

  @Test
  void messagesContainNoLiteralsOfPython() throws IOException {
    String hatch = "\thatch { compatible = \"acme,hatch\"; acme,open-width = %s; };\n";
    for (String value : List.of("[00 00 02]", "\"4\"", "\"4\", \"5\"")) {
      assertThat(findings(hatch.formatted(value)))
          .isNotEmpty()
          .noneMatch(line -> line.contains("b'") || line.contains("\\x"));
    }
    assertThat(findings("\thatch { compatible = \"acme,hatch\"; acme,open-width { a; }; };\n"))
        .noneMatch(line -> line.contains("{'"));
  }

  @Test
  void consequencesAreFolded() throws IOException {
    String hatch =
        "\thatch { compatible = \"acme,hatch\"; acme,open-width = <5>; acme,open-slowly; };\n";
    assertThat(findings(hatch))
        .containsExactly(
            "(binding_value): /hatch:acme,open-width: 'acme,open-width' must be one of 1, 4,"
                + " 8, but is 5",
            "only because of this, 'acme,open-slowly' is rejected by"
                + " http://devicetree.org/schemas/misc/acme,hatch.yaml");
    assertThat(findings(hatch.replace("<5>", "<4>"))).isEmpty();
    assertThat(findings(hatch.replace("<5>", "\"4\"").replace(" acme,open-slowly;", "")))
        .singleElement(InstanceOfAssertFactories.STRING)
        .startsWith("(binding_type): /hatch:acme,open-width: ");
    assertThat(findings(hatch.replace("open-slowly", "never")))
        .anyMatch(line -> line.startsWith("(binding_forbids): /hatch:acme,never"));
  }

  @Test
  void missingPropertyIsReportedAtTheNode() throws IOException {
    Run run = validate(changed("\t\treg = <0x1000 0x10>;\n", ""));
    assertThat(run.err())
        .contains("(binding_requires): /door@1000: 'reg' is missing; the binding requires it")
        .contains("changed.dts:8.");
  }

  @Test
  void allowedValuesAreListed() throws IOException {
    Run run = validate(changed("\"swing\"", "\"swim\""));
    assertThat(run.err()).contains("must be one of swing, slide").contains("changed.dts:11.3");
  }

  @Test
  void findingsCanBeMadeErrors() throws IOException {
    String file = changed("acme,mode", "acme,mdoe");
    assertThat(validate("--werror", file).status()).isEqualTo(2);
    assertThat(validate("-E", "binding_forbids", file).status()).isEqualTo(2);
    assertThat(validate("-W", "no-binding_forbids", file).err()).isEmpty();
  }

  @Test
  void baselineHidesKnownFindings() throws IOException {
    String baseline = directory.resolve("known").toString();
    String file = changed("acme,mode", "acme,mdoe");
    assertThat(validate("--write-baseline", baseline, file).status()).isZero();
    Run same = validate("--werror", "--baseline", baseline, file);
    assertThat(same.err()).isEmpty();
    assertThat(same.out()).contains("0 errors, 0 warnings, 1 known");
    assertThat(same.status()).isZero();
    changed("acme,mode = \"swing\"", "acme,mdoe; acme,open-delay-ms = <900>");
    Run more = validate("--werror", "--baseline", baseline, file);
    assertThat(more.err()).contains("acme,open-delay-ms").doesNotContain("acme,mdoe:");
    assertThat(more.status()).isEqualTo(2);
    changed("acme,mode", "acme,mdoe; acme,bell");
    Run another = validate("--werror", "--baseline", baseline, file);
    assertThat(another.err()).contains("'acme,bell'").doesNotContain("'acme,mdoe'");
    assertThat(another.out()).contains("1 known");
  }

  @Test
  void invalidBaselineIsRefused() {
    Run run = validate("--baseline", directory + "/board.dts", directory + "/board.dts");
    assertThat(run.err()).contains("this is not an entry of a baseline");
    assertThat(run.status()).isEqualTo(2);
  }

  @Test
  void overlayHasOnlyItsOwnFindings() throws IOException {
    String base = changed("acme,mode", "acme,mdoe");
    Path overlay = directory.resolve("o.dtso");
    Files.writeString(
        overlay,
        "/dts-v1/;\n"
            + "/plugin/;\n"
            + "&doors {\n"
            + "\tacme,open-delay-ms = <900>;\n"
            + "\tstatus = \"okay\";\n"
            + "};\n");
    Run run = validate("--base", base, overlay.toString());
    assertThat(run.err())
        .contains("o.dtso:4.2-29: Warning (binding_value): /door@1000:acme,open-delay-ms")
        .contains("must be at most 500")
        .doesNotContain("acme,mdoe");
    Files.writeString(overlay, "/dts-v1/;\n/plugin/;\n&doors { acme,bell; };\n");
    assertThat(validate("--base", base, overlay.toString()).err())
        .contains("o.dtso:3.10-20: Warning (binding_forbids): /door@1000:acme,bell")
        .doesNotContain("acme,mdoe");
    Files.writeString(overlay, "/dts-v1/;\n/plugin/;\n&{/} { compatible = \"acme,new\"; };\n");
    assertThat(validate("-W", "compatible_unknown", "--base", base, overlay.toString()).err())
        .contains("no binding describes the compatible string 'acme,new'");
    Run alone = validate(overlay.toString());
    assertThat(alone.err()).contains("specify the base with --base");
    assertThat(alone.status()).isEqualTo(2);
  }

  @Test
  void dtValidatePrintsTheMessagesOfTheOriginal() throws IOException {
    Path blob = directory.resolve("b.dtb");
    assertThat(Run.of("compile", "-o", blob.toString(), changed("acme,mode", "acme,mdoe")).status())
        .isZero();
    Run run =
        Run.of("dt-validate", "-l", "acme,door", "-s", directory + "/schemas", blob.toString());
    assertThat(run.err())
        .isEqualTo(
            """
            %s: door@1000 (acme,door): 'acme,mdoe' does not match any of the regexes: '^pinctrl-[0-9]+$'
            \tfrom schema $id: http://devicetree.org/schemas/misc/acme,door.yaml
            """
                .formatted(blob));
    assertThat(run.status()).isZero();
    // The original ends with an exception.
    Files.write(blob, new byte[100]);
    assertThat(Run.of("dt-validate", "-s", directory + "/schemas", blob.toString()).status())
        .isEqualTo(1);
  }

  @Test
  void limitThatMatchesNoDocumentIsAnError() {
    Run run = validate("--limit", "acme,dor", "--werror", directory + "/board.dts");
    assertThat(run.status()).isEqualTo(3);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("no binding document has 'acme,dor' in its $id");
    Path blob = directory.resolve("board.dtb");
    assertThat(Run.of("compile", "-o", blob.toString(), directory + "/board.dts").status())
        .isZero();
    // dt-validate silently validates against no document.
    assertThat(
            Run.of("dt-validate", "-l", "acme,dor", "-s", directory + "/schemas", blob.toString()))
        .isEqualTo(new Run(0, "", ""));
  }

  @Test
  void pathWithoutBindingDocumentIsRefused() throws IOException {
    Files.createDirectories(directory.resolve("empty"));
    Run none = Run.of("check", "--schemas", directory + "/empty", directory + "/board.dts");
    assertThat(none.status()).isEqualTo(2);
    assertThat(none.err())
        .isEqualTo(
            "dtbind: %s/empty: the directory contains no binding documents (.yaml)%n"
                .formatted(directory));
    Run other = Run.of("check", "--schemas", directory + "/board.dts", directory + "/board.dts");
    assertThat(other.status()).isEqualTo(2);
    assertThat(other.err()).startsWith("dtbind: " + directory + "/board.dts: ");
    assertThat(other.out()).isEmpty();
    String plain = directory + "/bind\udcff.yaml";
    Files.writeString(FileName.path(plain), "title: none\n");
    Run run = Run.ending(2, "check", "--schemas", plain, directory + "/board.dts");
    assertThat(run.err())
        .startsWith("dtbind: " + directory + "/bind\\xff.yaml: dtbind cannot use this file as a ");
    String missing = directory + "/none";
    Run.ending(3, "check", "--schemas", missing, directory + "/board.dts");
  }

  @Test
  void unreadableFilesDoNotStopTheOthers() throws IOException {
    List<String> words = new ArrayList<>(CheckCommandTest.unreadable(directory));
    for (String file : words) {
      Run alone = validate(file);
      assertThat(alone.status()).isEqualTo(2);
      assertThat(alone.err()).startsWith(file + ": ERROR (");
      assertThat(alone.out()).startsWith("0 files checked");
    }
    words.addAll(List.of("--format", "json", directory + "/board.dts"));
    Run all = validate(words.toArray(String[]::new));
    assertThat(all.status()).isEqualTo(2);
    assertThat(all.out()).containsOnlyOnce("\"read\" : true");
    assertThat(all.err().lines().filter(line -> line.contains("ERROR"))).hasSize(6);
  }
}
