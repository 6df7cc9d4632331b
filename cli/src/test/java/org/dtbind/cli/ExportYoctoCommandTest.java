// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests {@code dtbind export yocto}; YoctoTest builds its output. */
class ExportYoctoCommandTest {

  private static final String DOOR =
      """
      apiVersion: dtbind/v1
      devices:
        - node: door
          compatible: myvendor,mydoor
          gpios: [{ controller: gpio2, offset: 19 }]
          bind: gpio-aggregator
      """;

  @TempDir Path directory = Path.of("");

  private String write(String name, String text) throws Exception {
    return Files.writeString(directory.resolve(name), text).toString();
  }

  private String base() throws Exception {
    return write(
        "board.dts", "/dts-v1/;\n/ { gpio2: gpio { gpio-controller; #gpio-cells = <2>; }; };\n");
  }

  private Run export(String declaration, String... more) throws Exception {
    List<String> command = new ArrayList<>(List.of("export", "yocto", "-o", layer().toString()));
    command.addAll(List.of("--spec", write("bindings.yaml", declaration)));
    command.addAll(List.of(more));
    return Run.of(command.toArray(String[]::new));
  }

  private Path layer() {
    return directory.resolve("layer");
  }

  @Test
  void layerHasDeclarationUnchangedAndBaseAsBlob() throws Exception {
    String tool = write("dtbind-7.8.9-linux-x86_64.tar.gz", "an archive");
    String uri = "file://dtbind-7.8.9-linux-x86_64.tar.gz";
    Run run =
        export(
            DOOR + "# kept\n",
            "--base",
            base(),
            "--tool",
            tool,
            "--tool-uri",
            uri,
            "--name",
            "door");
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("recipes-devtools/dtbind/dtbind-native_7.8.9.bb");
    Path files = layer().resolve("recipes-bsp/door/files");
    assertThat(Files.readString(files.resolve("bindings.yaml"))).isEqualTo(DOOR + "# kept\n");
    assertThat(Files.readAllBytes(files.resolve("base.dtb"))).startsWith(0xd0, 0x0d, 0xfe, 0xed);
    assertThat(Run.of("show", "gpio2", "--tree", files.resolve("base.dtb").toString()).out())
        .contains("gpio-controller");
    assertThat(
            Files.readString(
                layer().resolve("recipes-devtools/dtbind/files/dtbind-7.8.9-linux-x86_64.tar.gz")))
        .isEqualTo("an archive");
  }

  /** An archive of 50 MB is not for the layer's version control. */
  @Test
  void archiveIsCopiedOnlyOnRequest() throws Exception {
    String tool = write("dtbind-7.8.9-linux-x86_64.tar.gz", "an archive");
    Path recipe = layer().resolve("recipes-devtools/dtbind/dtbind-native_7.8.9.bb");
    Run run = export(DOOR, "--base", base(), "--tool", tool);
    assertThat(run.status()).isZero();
    assertThat(run.err())
        .isEqualTo(
            "dtbind: note: before you build, set DTBIND_TOOL_URI in the build's configuration, such"
                + " as local.conf\n");
    assertThat(layer().resolve("recipes-devtools/dtbind/files")).doesNotExist();
    assertThat(Files.readString(recipe)).containsPattern("DTBIND_TOOL_SHA256 .= \"[0-9a-f]{64}\"");
    run =
        export(
            DOOR, "--base", base(), "--tool", tool, "--tool-uri", "https://example.org/a.tar.gz");
    assertThat(run.err()).isEmpty();
    assertThat(Files.readString(recipe)).contains("\"https://example.org/a.tar.gz\"");
    for (String uri :
        List.of("a.tar.gz", "https://a b", "https://a\"", "https://a;b=c", "x://$a")) {
      assertThat(export(DOOR, "--base", base(), "--tool", tool, "--tool-uri", uri).status())
          .as(uri)
          .isEqualTo(64);
    }
    assertThat(export(DOOR, "--base", base(), "--tool-uri", "https://a/b").status()).isEqualTo(64);
    assertThat(export(DOOR, "--base", base()).err())
        .contains("set DTBIND_TOOL_URI and DTBIND_TOOL_SHA256 in the build's configuration");
  }

  @Test
  void blobBaseIsCopiedUnchanged() throws Exception {
    String blob = directory.resolve("board.dtb").toString();
    assertThat(Run.of("compile", "-@", "-o", blob, base()).status()).isZero();
    byte[] padded = java.util.Arrays.copyOf(Files.readAllBytes(Path.of(blob)), 4096);
    Files.write(Path.of(blob), padded);
    assertThat(export(DOOR, "--base", blob, "--compiler", "dtc").status()).isZero();
    Path recipe = layer().resolve("recipes-bsp/dtbind-devices");
    assertThat(Files.readAllBytes(recipe.resolve("files/base.dtb"))).isEqualTo(padded);
    assertThat(Files.readString(recipe.resolve("dtbind-devices_1.0.bb")))
        .contains("\ninherit dtbind-source\n");
  }

  @Test
  void recipesOfSeveralNamesShareALayer() throws Exception {
    assertThat(export(DOOR, "--base", base(), "--name", "door").status()).isZero();
    assertThat(export(DOOR, "--kernel-dtb", "board.dtb", "--name", "gate").status()).isZero();
    assertThat(layer().resolve("recipes-bsp/door/door_1.0.bb")).exists();
    assertThat(layer().resolve("recipes-bsp/gate/gate_1.0.bb")).exists();
    assertThat(layer().resolve("recipes-bsp/gate/files/base.dtb")).doesNotExist();
  }

  @Test
  void editedRecipeIsNotReplaced() throws Exception {
    assertThat(export(DOOR, "--base", base(), "--name", "door").status()).isZero();
    Path recipe = layer().resolve("recipes-bsp/door/door_1.0.bb");
    Path declaration = layer().resolve("recipes-bsp/door/files/bindings.yaml");
    String made = Files.readString(recipe);
    Files.writeString(recipe, made + "PR = \"r1\"\n");
    String other = DOOR.replace("19", "20");
    Run run = export(other, "--base", base(), "--name", "door");
    assertThat(run.status()).isZero();
    assertThat(run.err())
        .contains("door_1.0.bb was changed after it was exported, and is not replaced: use");
    assertThat(run.out()).containsPattern("door_1\\.0\\.bb .* kept ");
    assertThat(Files.readString(recipe)).endsWith("PR = \"r1\"\n");
    // The declaration was not edited, so it is replaced.
    assertThat(Files.readString(declaration)).isEqualTo(other);
    run = export(other, "--base", base(), "--name", "gate");
    assertThat(run.status()).isZero();
    assertThat(run.err()).startsWith("dtbind: note: before you build, set ").hasLineCount(1);
    assertThat(Files.readString(layer().resolve("README.md")))
        .contains("`door`")
        .contains("`gate`");
    run = export(other, "--base", base(), "--name", "door", "--force");
    assertThat(run.err()).hasLineCount(1);
    assertThat(Files.readString(recipe)).isEqualTo(made);
  }

  @Test
  void invalidDeclarationWritesNothing() throws Exception {
    String broken = DOOR.replace("gpio2", "gpio3");
    for (String[] where :
        new String[][] {
          {"--base", base()}, {"--base", base(), "--kernel-dtb", "board.dtb"},
        }) {
      Run run = export(broken, where);
      assertThat(run.status()).isEqualTo(2);
      assertThat(run.err()).contains("bindings.yaml:5.").contains("ERROR (unknown_node)");
      assertThat(layer()).doesNotExist();
    }
  }

  @Test
  void invalidOptionsAreReported() throws Exception {
    Run run = export(DOOR);
    assertThat(run.status()).isEqualTo(64);
    assertThat(run.err()).contains("--base").contains("--kernel-dtb");
    assertThat(export(DOOR, "--base", base(), "--name", "Door;x").err()).contains("'Door;x'");
    assertThat(export(DOOR, "--kernel-dtb", "../x.dtb").err()).contains("'../x.dtb'");
    run = export(DOOR, "--base", base(), "--maintainer", "Ann");
    assertThat(run.err()).contains("--maintainer requires NAME <ADDRESS>, not 'Ann'");
    run = export(DOOR, "--base", base(), "--tool", write("tool.tgz", ""));
    assertThat(run.status()).isEqualTo(64);
    assertThat(run.err())
        .contains("tool.tgz: the file must be named dtbind-VERSION-linux-PROCESSOR.tar.gz");
    assertThat(export(DOOR, "--base", base(), "--tool", "/no/such").status()).isEqualTo(3);
    assertThat(layer()).doesNotExist();
  }

  /** A recipe of that name would hide a recipe of the layer that all exports share. */
  @Test
  void nameOfSharedRecipeIsRefused() throws Exception {
    for (String name : List.of("dtbind-target", "dtbind-overlays")) {
      Run run = export(DOOR, "--base", base(), "--name", name);
      assertThat(run.status()).isEqualTo(64);
      assertThat(run.err()).contains("choose another --name");
      assertThat(layer()).doesNotExist();
    }
  }
}
