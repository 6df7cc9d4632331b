// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.yocto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.check.CheckLevels;
import org.dtbind.compile.CompileOptions;
import org.dtbind.compile.Compiler;
import org.dtbind.diag.Diagnosed;
import org.dtbind.export.Artefact;
import org.dtbind.export.Artefacts;
import org.dtbind.source.Bytes;
import org.dtbind.source.SourceFile;
import org.dtbind.spec.SpecReader;
import org.dtbind.spec.Specification;
import org.dtbind.tree.BuildOptions;
import org.dtbind.tree.DeviceTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the files of an exported layer; YoctoTest builds such a layer. */
class YoctoExportTest {

  private static final String DOOR =
      """
      apiVersion: dtbind/v1
      devices:
        - node: door
          compatible: myvendor,mydoor
          gpios: [{ controller: gpio2, offset: 19 }]
      """;

  private static final Bytes BLOB = Bytes.latin1("a blob");

  private static Specification specification(String text) {
    Bytes content = Bytes.utf8(text);
    return SpecReader.read(new SourceFile("bindings.yaml", content)).value().orElseThrow();
  }

  private static DeviceTree board() {
    Bytes source =
        Bytes.latin1("/dts-v1/;\n/ { gpio2: gpio { gpio-controller; #gpio-cells = <2>; }; };\n");
    CompileOptions options =
        new CompileOptions(List.of(), List.of(), true, BuildOptions.SYMBOLS, CheckLevels.ERRORS);
    return new Compiler(options, name -> Optional.of(source))
        .compile("board.dts")
        .value()
        .orElseThrow();
  }

  private static LayerRequest request(LayerBase base, Optional<ToolArchive> tool) {
    return new LayerRequest(
        new RecipeName("door"),
        List.of(new RecipeName("gate")),
        new RecipeName("acme-devices"),
        Optional.of("Ann O'Brien <ann@example.org>"),
        OverlayCompiler.DTBIND,
        base,
        tool,
        "1.2.3",
        Bytes.latin1("the text"));
  }

  private static Artefacts files(String declaration, LayerRequest request) {
    Diagnosed<Artefacts> files =
        YoctoExport.of(specification(declaration), Optional.of(board()), request);
    assertThat(files.diagnostics()).isEmpty();
    return files.value().orElseThrow();
  }

  private static String text(Artefacts files, String path) {
    return files.files().stream()
        .filter(file -> file.path().equals(path))
        .findFirst()
        .orElseThrow()
        .content()
        .utf8();
  }

  @Test
  void layerContainsClassesToolAndRecipe() {
    Artefacts files =
        files(
            DOOR,
            request(
                new LayerBase.Blob(BLOB),
                ToolArchive.of("dtbind-1.2.3-linux-aarch64.tar.gz", Bytes.latin1("abc"))));
    assertThat(files.files())
        .extracting(Artefact::path)
        .containsExactly(
            "README.md",
            "SECURITY.md",
            "classes/dtbind-base.bbclass",
            "classes/dtbind-extlinux.bbclass",
            "classes/dtbind-source.bbclass",
            "classes/dtbind.bbclass",
            "conf/include/door-extlinux.inc",
            "conf/include/door-fit.inc",
            "conf/include/door-rpi.inc",
            "conf/layer.conf",
            "recipes-bsp/door/door_1.0.bb",
            "recipes-bsp/door/exported.sha256",
            "recipes-bsp/door/files/base.dtb",
            "recipes-bsp/door/files/bindings.yaml",
            "recipes-bsp/dtbind-overlays/dtbind-overlays_1.0.bb",
            "recipes-bsp/dtbind-target/dtbind-target_1.2.3.bb",
            "recipes-bsp/dtbind-target/files/dtbind-target",
            "recipes-bsp/dtbind-target/files/dtbind-target-verify.service",
            "recipes-bsp/dtbind-target/files/dtbind-target.service",
            "recipes-devtools/dtbind/dtbind-native_1.2.3.bb",
            "recipes-devtools/dtbind/files/dtbind-1.2.3-linux-aarch64.tar.gz");
    assertThat(text(files, "recipes-bsp/door/files/bindings.yaml")).isEqualTo("the text");
    assertThat(text(files, "recipes-bsp/door/files/base.dtb")).isEqualTo("a blob");
    assertThat(text(files, "recipes-bsp/door/door_1.0.bb"))
        .contains("SRC_URI = \"file://bindings.yaml file://base.dtb\"\n")
        .contains("DTBIND_BASE = \"base.dtb\"\nDTBIND_KERNEL_DTB = \"\"\n")
        .contains("\ninherit dtbind\n");
    // The checksum of "abc" from FIPS 180-2, appendix B.1.
    assertThat(text(files, "recipes-devtools/dtbind/dtbind-native_1.2.3.bb"))
        .contains("DTBIND_TOOL_URI ?= \"file://dtbind-1.2.3-linux-aarch64.tar.gz\"\n")
        .contains("\"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\"")
        .contains("COMPATIBLE_HOST = \"aarch64.*-linux\"");
  }

  @Test
  void kernelBlobReplacesTheBaseFile() {
    Artefacts files =
        files(DOOR, request(new LayerBase.Kernel("acme/board.dtb"), Optional.empty()));
    assertThat(text(files, "recipes-bsp/door/door_1.0.bb"))
        .contains("SRC_URI = \"file://bindings.yaml\"\n")
        .contains("DTBIND_BASE = \"\"\nDTBIND_KERNEL_DTB = \"acme/board.dtb\"\n");
    assertThat(text(files, "recipes-devtools/dtbind/dtbind-native_1.2.3.bb"))
        .contains("DTBIND_TOOL_URI ?= \"\"\nDTBIND_TOOL_SHA256 ?= \"\"\n");
  }

  @Test
  void targetFilesAreInstalledOnlyForBoundDevices() {
    LayerRequest request = request(new LayerBase.Blob(BLOB), Optional.empty());
    String recipe = "recipes-bsp/door/door_1.0.bb";
    assertThat(text(files(DOOR, request), recipe))
        .contains("DTBIND_TARGET = \"0\"")
        .contains("RRECOMMENDS:${PN} += \"\"");
    assertThat(text(files(DOOR + "    bind: gpio-aggregator\n", request), recipe))
        .contains("DTBIND_TARGET = \"1\"")
        .contains("RRECOMMENDS:${PN} += \"kernel-module-gpio-aggregator\"");
    for (String access :
        List.of("owner: ann", "group: doors", "mode: \"0600\"", "link: d", "selinux: u:r:t:s0")) {
      assertThat(text(files(DOOR + "    " + access + "\n", request), recipe))
          .as(access)
          .contains("DTBIND_TARGET = \"1\"");
    }
  }

  /** Trials Y1: two exported layers in one build need different names. */
  @Test
  void layerNameIsConfigurable() {
    Artefacts files = files(DOOR, request(new LayerBase.Blob(BLOB), Optional.empty()));
    assertThat(text(files, "conf/layer.conf"))
        .contains("BBFILE_COLLECTIONS += \"acme-devices\"\n")
        .contains("BBFILE_PATTERN_acme-devices = ")
        .contains("LAYERSERIES_COMPAT_acme-devices = ")
        .contains("*.bbappend\"");
  }

  /** Trials C11: a file that adds the package must not be used together with the line that does. */
  @Test
  void readMeSaysOnceWhatAddsThePackage() {
    Artefacts files = files(DOOR, request(new LayerBase.Blob(BLOB), Optional.empty()));
    assertThat(text(files, "README.md"))
        .contains("Add one line to `local.conf`")
        .containsOnlyOnce("IMAGE_INSTALL")
        .contains("\n| otherwise | `IMAGE_INSTALL:append = \" door\"`")
        .contains("Each of the first three adds the package to the image, too.");
    for (String way : List.of("extlinux", "fit", "rpi")) {
      assertThat(text(files, "conf/include/door-" + way + ".inc"))
          .contains("MACHINE_ESSENTIAL_EXTRA_RDEPENDS:append = \" door\"");
    }
  }

  /** Trials Y2. */
  @Test
  void groupsAndAggregatorsRequireTargetFiles() {
    String head = "apiVersion: dtbind/v1\n";
    LayerRequest request = request(new LayerBase.Blob(BLOB), Optional.empty());
    String recipe = "recipes-bsp/door/door_1.0.bb";
    String group = head + "iommuGroups: [{ member: \"0000:00:02.0\", bind: vfio-pci }]\n";
    Diagnosed<Artefacts> groups =
        YoctoExport.of(specification(group), Optional.of(board()), request);
    assertThat(text(groups.value().orElseThrow(), recipe))
        .contains("DTBIND_TARGET = \"1\"")
        .contains("RRECOMMENDS:${PN} += \"kernel-module-vfio-pci\"");
    String aggregator = head + "aggregators: [{ name: a, lines: [{ chip: c, offsets: '1' }] }]\n";
    assertThat(text(files(aggregator, request), recipe))
        .contains("DTBIND_TARGET = \"1\"")
        .contains("RRECOMMENDS:${PN} += \"kernel-module-gpio-aggregator\"");
  }

  /** Yocto Y4: useradd.bbclass creates the owners, unless base-passwd already has them. */
  @Test
  void recipeCreatesUsersAndGroups() {
    LayerRequest request = request(new LayerBase.Blob(BLOB), Optional.empty());
    String recipe = "recipes-bsp/door/door_1.0.bb";
    String door = DOOR + "    bind: gpio-aggregator\n";
    assertThat(text(files(door + "    group: doors\n", request), recipe))
        .endsWith(
            """

            # The users and groups that own the devices are created when the package is installed.
            inherit useradd
            USERADD_PACKAGES = "${PN}"
            GROUPADD_PARAM:${PN} = "--system doors"
            """);
    assertThat(text(files(door + "    owner: ann\n    group: doors\n", request), recipe))
        .contains("GROUPADD_PARAM:${PN} = \"--system ann; --system doors\"\n")
        .contains("/sbin/nologin --gid ann ann\"\n");
    for (String known :
        List.of("owner: daemon", "group: dialout", "group: \"1000\"", "mode: \"0600\"")) {
      assertThat(text(files(door + "    " + known + "\n", request), recipe))
          .doesNotContain("useradd");
    }
  }

  /** Yocto Y5: required by yocto-check-layer (scripts/lib/checklayer/cases/common.py). */
  @Test
  void readmeListsMaintainerDependenciesAndRecipes() {
    Artefacts files = files(DOOR, request(new LayerBase.Blob(BLOB), Optional.empty()));
    assertThat(text(files, "README.md"))
        .contains("Maintainer: Ann O'Brien <ann@example.org>\n")
        .contains("depends on `core`")
        .contains("patch")
        .contains("\n| `door` | ")
        .contains("\n| `gate` | ")
        // yocto-check-layer would follow this as a reference to another file.
        .doesNotContain("README");
    assertThat(text(files, "SECURITY.md")).contains("Ann O'Brien <ann@example.org>");
  }

  /** Yocto Y1 and Y5: the shared script has its own package, with the licence of the script. */
  @Test
  void targetScriptHasItsOwnPackage() throws Exception {
    Artefacts files = files(DOOR, request(new LayerBase.Blob(BLOB), Optional.empty()));
    String directory = "recipes-bsp/dtbind-target/";
    String script = text(files, directory + "files/dtbind-target");
    List<String> lines = script.lines().toList().subList(1, 3);
    assertThat(lines.get(1)).isEqualTo("# SPDX-License-Identifier: Apache-2.0");
    byte[] licence = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    String sum = HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(licence));
    assertThat(text(files, directory + "dtbind-target_1.2.3.bb"))
        .contains("LICENSE = \"Apache-2.0\"\n")
        .contains("file://dtbind-target;beginline=2;endline=3;md5=" + sum + "\"")
        .contains("RDEPENDS:${PN} = \"util-linux-flock\"\n");
    assertThat(script).contains("until flock -n 9");
  }

  @Test
  void invalidDeclarationYieldsNoLayer() {
    Diagnosed<Artefacts> files =
        YoctoExport.of(
            specification(DOOR.replace("gpio2", "gpio3")),
            Optional.of(board()),
            request(new LayerBase.Blob(BLOB), Optional.empty()));
    assertThat(files.value()).isEmpty();
    assertThat(files.hasErrors()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Door",
        "door_2",
        "d",
        "-door",
        "door/x",
        "door\"",
        "${X}",
        "door;",
        "a b",
        "",
        "door-native",
        "nativesdk-door",
        "gcc-cross-door"
      })
  void namesThatBitBakeInterpretsAreRejected(String name) {
    assertThat(RecipeName.problem(name)).isPresent();
    assertThatThrownBy(() -> new RecipeName(name)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"board", "../board.dtb", "/board.dtb", "a//b.dtb", "${X}.dtb", "a b.dtb", ".dtb"})
  void invalidKernelBlobNameIsRejected(String name) {
    assertThat(LayerBase.Kernel.problem(name)).isPresent();
    assertThatThrownBy(() -> new LayerBase.Kernel(name))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void otherFileNamesAreNotToolArchives() {
    for (String name :
        List.of("dtbind.tar.gz", "dtbind-1-linux-x86_64.zip", "dtbind-${V}-linux-x86_64.tar.gz")) {
      assertThat(ToolArchive.of(name, BLOB)).isEmpty();
    }
    assertThat(ToolArchive.of("dtbind-0.1.0-SNAPSHOT-linux-x86_64.tar.gz", BLOB))
        .map(ToolArchive::version)
        .contains("0.1.0-SNAPSHOT");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\"b", "${X}", "a\nb", "a;b", "a`b", "a\\"})
  void templateRejectsUnsafeValues(String value) {
    assertThatThrownBy(() -> Template.FIT.fill(Map.of("NAME", value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("fit.inc: NAME would be more than text");
    assertThatThrownBy(() -> Template.FIT.fill(Map.of())).hasMessage("fit.inc: nothing for NAME");
  }

  @Test
  void licenceChecksumMatchesTheLicenceFile() throws Exception {
    byte[] licence = Files.readAllBytes(Path.of("../LICENSE"));
    assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(licence)))
        .isEqualTo(YoctoExport.LICENSE_MD5);
  }
}
