// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance.yocto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dtbind.testing.Program;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Builds what {@code dtbind export yocto} makes of samples/yocto with a real BitBake, as a user
 * would, and looks at what comes out. DTBIND_BITBAKE names folders with bitbake/ and oe-core/, or
 * archives of them, with colons between: each is another release, and all is tried with each. It
 * mostly waits; a class of its own, it runs beside the others. Each test takes the builds as the
 * ones before it left them; to run one of those that look at packages, run {@code
 * everyRecipeBuilds} with it.
 */
@Tag("acceptance")
@TestMethodOrder(OrderAnnotation.class)
@ParameterizedClass(name = "{0}")
@MethodSource("releases")
class YoctoTest extends EachBitBake {

  YoctoTest(YoctoBuilds builds) {
    super(builds);
  }

  @Test
  @Order(1)
  void noJavaIsInTheWayOfBitBake() {
    assertThat(builds.at("host/sh")).exists();
    assertThat(Files.exists(builds.at("host/java"), LinkOption.NOFOLLOW_LINKS)).isFalse();
  }

  @Test
  @Order(2)
  void everyRecipeBuilds() throws IOException {
    Bake bake = builds.bake("one", YoctoBuilds.RECIPES).succeeded();
    bake.compiled("door").compiled("door-dtc").compiled("door-kernel").compiled("with-header");
    bake.compiled("gate").foundNothingOdd();
    assertThat(Found.in(builds.at("one"), "-path", "*/hosttools/java")).isEmpty();
  }

  /** By dtc's programs: what is on the target's boot partition, on the board's own devicetree. */
  @Test
  @Order(3)
  void theOverlayInEachPackageGoesOnTheBoard() throws IOException {
    Path board = builds.at("board.dtb");
    builds.tool().dtbind("compile", "-q", "-@", YoctoBuilds.BOARD, "-o", board.toString()).output();
    for (String name : List.of("door", "door-dtc", "door-kernel", "with-header")) {
      Path packed = builds.unpacked(name).resolve("boot/devicetree/" + name + ".dtbo");
      String blob = builds.at(name + ".dtb").toString();
      Program.of("fdtoverlay", "-i", board.toString(), "-o", blob, packed.toString()).output();
      assertThat(Program.of("fdtget", blob, "/door", "compatible").output())
          .isEqualTo("myvendor,mydoor\n");
      assertThat(Program.of("fdtget", blob, "/door", "gpio-line-names").output())
          .isEqualTo("open lock\n");
      assertThat(packed).hasSameBinaryContentAs(builds.deployed("devicetree/" + name + ".dtbo"));
      String shared = "*/sysroots-components/*/%1$s/boot/devicetree/%1$s.dtbo".formatted(name);
      assertThat(packed).hasSameBinaryContentAs(Found.only(builds.at("one"), "-path", shared));
      assertThat(printed(blob)).as(name).isEqualTo(printed(builds.at("door.dtb").toString()));
    }
  }

  private static String printed(String blob) throws IOException {
    return Program.of("dtc", "-q", "-s", "-I", "dtb", "-O", "dts", blob).output();
  }

  /** The same files, to the byte, that dtbind writes here. */
  @Test
  @Order(4)
  void eachPackageHasWhatBindsTheDevices() throws IOException {
    for (String name : List.of("door", "door-dtc", "door-kernel")) {
      TargetFiles.export(builds, name)
          .areIn(builds.unpacked(name, "dtbind-target", name + "-doc"), name);
      assertThat(needed(name)).contains("dtbind-target");
      assertThat(needed("dtbind-target")).contains("util-linux-flock");
    }
  }

  /** The packages that are installed with one. */
  private List<String> needed(String name) throws IOException {
    return Stream.of(builds.packaged("one", name).field("Depends").split(",", -1))
        .map(entry -> entry.strip().replaceFirst(" .*", ""))
        .toList();
  }

  /** By dpkg, which lets no two packages have one file; all that would be in one image. */
  @Test
  @Order(5)
  void thePackagesOfTwoLayersGoIntoOneImage() throws IOException {
    InstalledImage image = InstalledImage.of(builds);
    image.hasEachDeclaration();
    image.hasUsersAndGroups();
    // The script knows the devices of all.
    List<String> status = image.status();
    assertThat(status).filteredOn(line -> line.startsWith("device /door: missing")).hasSize(5);
    assertThat(status).filteredOn(line -> line.startsWith("device /gate: missing")).hasSize(1);
  }

  /** Yocto Y3: BitBake's own locale, from the declaration to what is packed. */
  @Test
  @Order(6)
  void aLineMayHaveLettersBeyondAscii() throws IOException {
    assertThat(builds.lineNames("gate", "-t", "s")).isEqualTo("Tür\n");
  }

  @Test
  @Order(7)
  void aBoardThatHasTheDeviceGetsNoOverlay() throws IOException {
    Path folder = builds.unpacked("only-bound");
    String rules = "*/lib/udev/rules.d/70-dtbind-only-bound.rules";
    assertThat(Found.in(folder, "-path", rules)).isNotEmpty();
    assertThat(Found.in(folder, "-name", "only-bound.dtbo")).isEmpty();
    assertThat(Found.in(builds.at("one"), "-name", "only-bound.dtbo")).isEmpty();
  }

  /** As scripts/lib/checklayer/cases/common.py of OE-core asks, and with its class for recipes. */
  @Test
  @Order(8)
  void theLayersPassWhatYoctoCheckLayerLooksFor() throws IOException {
    for (String layer : List.of("layer", "second")) {
      LayerDocuments.check(builds.at(layer));
    }
    LayerDocuments.name(builds.at("layer"), "door", "door-dtc", "door-kernel");
    String recipes = "door door-dtc door-kernel gate dtbind-target dtbind-overlays dtbind-native";
    List<String> arguments = List.of(("-S none " + recipes).split(" ", -1));
    configured("INHERIT += \"yocto-check-layer\"\n", () -> builds.bake("one", arguments))
        .succeeded()
        .foundNothingOdd();
  }

  @Test
  @Order(9)
  void aRepeatRunsNothing() throws IOException {
    assertThat(builds.bake("one", YoctoBuilds.RECIPES).succeeded().lines())
        .anySatisfy(
            line ->
                assertThat(line)
                    .containsPattern(
                        "Attempted ([0-9]+) tasks of which \\1 didn't need to be rerun"));
  }

  /** Nothing of the path of one is in the other. */
  @Test
  @Order(10)
  void twoBuildFoldersGiveEqualPackages() throws IOException {
    builds.bake("two/of/them", List.of("door", "door-dtc")).succeeded();
    for (String name : List.of("door", "door-dtc")) {
      assertThat(builds.packaged("two/of/them", name).file())
          .hasSameBinaryContentAs(builds.packaged("one", name).file());
    }
  }

  /** uboot-extlinux-config.bbclass of this release has no overlays by itself. */
  @Test
  @Order(11)
  void extlinuxNamesTheOverlayForEachLabel() throws IOException {
    String text = Files.readString(builds.deployed("extlinux.conf"));
    String overlays = "\n\tFDTOVERLAYS ../devicetree/door.dtbo\n";
    assertThat(text.split("(?m)^\tFDTDIR ", -1)).as(text).hasSize(3);
    assertThat(text.split("(?m)^\tFDTDIR .*" + Pattern.quote(overlays), -1)).as(text).hasSize(3);
  }

  /** Of both layers, and each with a configuration, in the words of every release's class. */
  @Test
  @Order(12)
  void theFitImageHasTheOverlays() throws IOException {
    FitImage image = new FitImage(builds.deployed("fitImage"));
    for (String name : List.of("door", "gate")) {
      assertThat(image.text("/configurations/conf-" + name + ".dtbo", "fdt"))
          .isEqualTo("fdt-" + name + ".dtbo");
      assertThat(image.bytes("/images/fdt-" + name + ".dtbo", "data"))
          .isEqualTo(Files.readAllBytes(builds.deployed("devicetree/" + name + ".dtbo")));
    }
    assertThat(image.text("/configurations/conf-board.dtb", "fdt")).isEqualTo("fdt-board.dtb");
    assertThat(image.number("/images/fdt-door.dtbo", "load")).isEqualTo(0x4000000);
  }

  /** At their place in the layer, where one changes it; also that nobody makes a group. */
  @Test
  @Order(13)
  void warningsAreBitBakesToo() throws IOException {
    Path declaration = builds.declaration();
    String before = Files.readString(declaration);
    YoctoBuilds.replace(declaration, "offset: 19", "offset: 19, safeState: active");
    YoctoBuilds.replace(declaration, "group: doors", "group: others");
    Bake bake = builds.bake("one", List.of("door")).succeeded();
    String place = "WARNING: door-1.0-r0 do_compile: " + declaration + ":8.";
    assertThat(bake.warnings())
        .filteredOn(line -> line.startsWith(place) && line.contains(": Warning (not_exported): "))
        .hasSize(1);
    assertThat(bake.warnings())
        .anyMatch(
            line ->
                line.startsWith(
                    "WARNING: door-1.0-r0 do_compile: bindings.yaml: no recipe creates the group"
                        + " others"));
    Files.writeString(declaration, before);
    builds.bake("one", List.of("door")).succeeded();
  }

  @Test
  @Order(14)
  void aBrokenDeclarationFailsTheBuildInDtbindsWords() throws IOException {
    Path declaration = builds.declaration();
    String before = Files.readString(declaration);
    YoctoBuilds.replace(
        declaration, "name: open, controller: gpio2", "name: open, controller: gpio3");
    builds
        .bake("one", List.of("door"))
        // In samples/yocto/bindings.yaml it is on this line.
        .failedSaying(
            "bindings\\.yaml:8\\..*: ERROR \\(unknown_node\\): ",
            "did you mean .*gpio2",
            "^ERROR: Task .*door_1.0.bb:do_compile");
    Files.writeString(declaration, before);
    builds.bake("one", List.of("door")).succeeded();
  }

  @Test
  @Order(15)
  void anotherDeclarationBuildsAgain() throws IOException {
    YoctoBuilds.replace(builds.declaration(), "name: lock", "name: bolt");
    builds.bake("one", YoctoBuilds.RECIPES).succeeded().compiled("door").kept("door-dtc");
    assertThat(builds.lineNames("door")).isEqualTo("open bolt\n");
  }

  /** One that a base in source includes. */
  @Test
  @Order(16)
  void anotherHeaderBuildsAgain() throws IOException {
    YoctoBuilds.replace(builds.at("test/recipes-dt/with-header/files/include/board.h"), "32", "24");
    builds.bake("one", YoctoBuilds.RECIPES).succeeded().compiled("with-header").kept("door-dtc");
    // The source that dtbind writes needs none of the kernel's.
    Files.writeString(
        builds.at("test/recipes-host/host-kernel/files/dt-bindings/gpio/gpio.h"),
        "/* changed */\n",
        StandardOpenOption.APPEND);
    builds.bake("one", YoctoBuilds.RECIPES).succeeded().kept("door-dtc").kept("door");
  }

  @Test
  @Order(17)
  void anotherBaseBuildsAgain() throws IOException {
    YoctoBuilds.replace(
        builds.at("test/recipes-host/host-kernel/files/board.dts"), "acme,board", "acme,board2");
    builds.bake("one", YoctoBuilds.RECIPES).succeeded().compiled("door-kernel").kept("door");
  }

  /** The same program, packed otherwise. */
  @Test
  @Order(18)
  void anotherToolBuildsAgain() throws IOException {
    Path archive = builds.tool().archive();
    Path other = Files.createDirectory(builds.at("other")).resolve(archive.getFileName());
    Program.bash("gzip -dc \"$1\" | gzip -1 -n > \"$2\"", archive.toString(), other.toString())
        .output();
    ExportTool again = new ExportTool(other, builds.tool().program());
    builds.export("door-dtc", again, "--base", YoctoBuilds.BOARD, "--compiler", "dtc");
    builds.bakeFirstLayer("one", "door-dtc").succeeded().compiled("door-dtc");
  }

  @Test
  @Order(19)
  void anotherSumThanTheRecipesFails() throws IOException {
    configured(
            "DTBIND_TOOL_SHA256 = \"%064d\"\n".formatted(0),
            () -> builds.bakeFirstLayer("one", "dtbind-native"))
        .failedSaying("ERROR: .*sha256 is [0-9a-f]*, but DTBIND_TOOL_SHA256 is 0000");
  }

  @Test
  @Order(20)
  void withoutTheToolItIsSaidWhatToSet() throws IOException {
    builds
        .tool()
        .dtbind("export", "yocto", "--spec", YoctoBuilds.SAMPLE.resolve("bindings.yaml").toString())
        .and("--base", YoctoBuilds.BOARD, "--name", "door", "-o", builds.at("layer").toString())
        .output();
    builds.bakeFirstLayer("one", "door").failedSaying("set DTBIND_TOOL_URI and DTBIND_TOOL_SHA256");
  }
}
