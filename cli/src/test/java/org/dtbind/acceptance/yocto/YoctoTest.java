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
 * Builds the layers that {@code dtbind export yocto} makes of samples/yocto with BitBake, and
 * checks the results. DTBIND_BITBAKE names directories with bitbake/ and oe-core/, or archives of
 * them, separated by colons: the tests run with each of these releases. The tests mostly wait, so
 * this class runs in parallel with others. Each test uses the builds of the tests before it: to run
 * one that looks at packages, run {@code everyRecipeBuilds} with it.
 */
@Tag("acceptance")
@Tag("bitbake")
@TestMethodOrder(OrderAnnotation.class)
@ParameterizedClass(name = "{0}")
@MethodSource("releases")
class YoctoTest extends EachBitBake {

  YoctoTest(YoctoBuilds builds) {
    super(builds);
  }

  @Test
  @Order(1)
  void hostProgramsContainNoJava() {
    assertThat(builds.at("host/sh")).exists();
    assertThat(Files.exists(builds.at("host/java"), LinkOption.NOFOLLOW_LINKS)).isFalse();
  }

  @Test
  @Order(2)
  void everyRecipeBuilds() throws IOException {
    Bake bake = builds.bake("one", YoctoBuilds.RECIPES).succeeded();
    bake.compiled("door").compiled("door-dtc").compiled("door-kernel").compiled("with-header");
    bake.compiled("gate").hasNoWarningsOrErrors();
    assertThat(Found.in(builds.at("one"), "-path", "*/hosttools/java")).isEmpty();
  }

  /** Both layers append to the recipe of the kernel. */
  @Test
  @Order(3)
  void kernelGetsTheOptionsOfAllDeclarations() throws IOException {
    assertThat(Files.readAllLines(builds.deployed("linux-options")))
        .contains("CONFIG_GPIOLIB=y", "CONFIG_GPIO_AGGREGATOR=m")
        .anyMatch(
            line ->
                line.endsWith(
                    " the options that the devices of door-dtc need. Modules can also be built in."))
        .anyMatch(line -> line.contains(" the devices of gate need."));
  }

  /** Applies the overlays of the target's boot partition with fdtoverlay. */
  @Test
  @Order(3)
  void packagedOverlaysApplyToTheBoard() throws IOException {
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
      assertThat(decompiled(blob)).as(name).isEqualTo(decompiled(builds.at("door.dtb").toString()));
    }
  }

  private static String decompiled(String blob) throws IOException {
    return Program.of("dtc", "-q", "-s", "-I", "dtb", "-O", "dts", blob).output();
  }

  /** The files must equal those of {@code dtbind export target}, byte for byte. */
  @Test
  @Order(4)
  void packagesContainTheTargetFiles() throws IOException {
    for (String name : List.of("door", "door-dtc", "door-kernel")) {
      TargetFiles.export(builds, name)
          .areIn(builds.unpacked(name, "dtbind-target", name + "-doc"), name);
      assertThat(dependencies(name)).contains("dtbind-target");
      assertThat(dependencies("dtbind-target")).contains("util-linux-flock");
    }
  }

  /** Returns the dependencies of a package. */
  private List<String> dependencies(String name) throws IOException {
    return Stream.of(builds.packaged("one", name).field("Depends").split(",", -1))
        .map(entry -> entry.strip().replaceFirst(" .*", ""))
        .toList();
  }

  /** dpkg refuses two packages that contain the same file. */
  @Test
  @Order(5)
  void packagesOfBothLayersInstallIntoOneImage() throws IOException {
    InstalledImage image = InstalledImage.of(builds);
    image.hasEachDeclaration();
    image.hasUsersAndGroups();
    // The target script lists the devices of all packages.
    List<String> status = image.status();
    assertThat(status).filteredOn(line -> line.startsWith("device /door: missing")).hasSize(5);
    assertThat(status).filteredOn(line -> line.startsWith("device /gate: missing")).hasSize(1);
  }

  /** Yocto Y3: the whole build runs in the locale that BitBake sets. */
  @Test
  @Order(6)
  void lineNameMayContainNonAsciiLetters() throws IOException {
    assertThat(builds.lineNames("gate", "-t", "s")).isEqualTo("Tür\n");
  }

  @Test
  @Order(7)
  void noOverlayIsBuiltForADeviceOnTheBoard() throws IOException {
    Path directory = builds.unpacked("only-bound");
    String rules = "*/lib/udev/rules.d/70-dtbind-only-bound.rules";
    assertThat(Found.in(directory, "-path", rules)).isNotEmpty();
    assertThat(Found.in(directory, "-name", "only-bound.dtbo")).isEmpty();
    assertThat(Found.in(builds.at("one"), "-name", "only-bound.dtbo")).isEmpty();
  }

  /** Checks the documents of the layers, and builds with the class yocto-check-layer. */
  @Test
  @Order(8)
  void layersPassYoctoCheckLayer() throws IOException {
    for (String layer : List.of("layer", "second")) {
      LayerDocuments.check(builds.at(layer));
    }
    LayerDocuments.listsRecipes(builds.at("layer"), "door", "door-dtc", "door-kernel");
    String recipes = "door door-dtc door-kernel gate dtbind-target dtbind-overlays dtbind-native";
    List<String> arguments = List.of(("-S none " + recipes).split(" ", -1));
    withConfiguration("INHERIT += \"yocto-check-layer\"\n", () -> builds.bake("one", arguments))
        .succeeded()
        .hasNoWarningsOrErrors();
  }

  @Test
  @Order(9)
  void repeatedBuildRunsNoTasks() throws IOException {
    assertThat(builds.bake("one", YoctoBuilds.RECIPES).succeeded().lines())
        .anySatisfy(
            line ->
                assertThat(line)
                    .containsPattern(
                        "Attempted ([0-9]+) tasks of which \\1 didn't need to be rerun"));
  }

  /** Packages must not contain the path of the build directory. */
  @Test
  @Tag("long")
  @Order(10)
  void twoBuildDirectoriesGiveEqualPackages() throws IOException {
    builds.bake("two/of/them", List.of("door", "door-dtc")).succeeded();
    for (String name : List.of("door", "door-dtc")) {
      assertThat(builds.packaged("two/of/them", name).file())
          .hasSameBinaryContentAs(builds.packaged("one", name).file());
    }
  }

  /** uboot-extlinux-config.bbclass of this release does not support overlays itself. */
  @Test
  @Order(11)
  void extlinuxNamesTheOverlayForEachLabel() throws IOException {
    String text = Files.readString(builds.deployed("extlinux.conf"));
    String overlays = "\n\tFDTOVERLAYS ../devicetree/door.dtbo\n";
    assertThat(text.split("(?m)^\tFDTDIR ", -1)).as(text).hasSize(3);
    assertThat(text.split("(?m)^\tFDTDIR .*" + Pattern.quote(overlays), -1)).as(text).hasSize(3);
  }

  /** The image must contain the overlays of both layers, each with a configuration. */
  @Test
  @Order(12)
  void fitImageContainsTheOverlays() throws IOException {
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

  /** Warnings must name the file in the layer; one is about a group that no recipe creates. */
  @Test
  @Order(13)
  void dtbindWarningsBecomeBitBakeWarnings() throws IOException {
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
  }

  @Test
  @Order(14)
  void brokenDeclarationFailsTheBuildWithDtbindErrors() throws IOException {
    Path declaration = builds.declaration();
    String before = Files.readString(declaration);
    YoctoBuilds.replace(
        declaration, "name: open, controller: gpio2", "name: open, controller: gpio3");
    builds
        .bake("one", List.of("door"))
        // The error is on line 8 of samples/yocto/bindings.yaml.
        .failedWith(
            "bindings\\.yaml:8\\..*: ERROR \\(unknown_node\\): ",
            "did you mean .*gpio2",
            "^ERROR: Task .*door_1.0.bb:do_compile");
    Files.writeString(declaration, before);
  }

  @Test
  @Order(15)
  void changedDeclarationTriggersRebuild() throws IOException {
    YoctoBuilds.replace(builds.declaration(), "name: lock", "name: bolt");
    builds.bake("one", YoctoBuilds.RECIPES).succeeded().compiled("door").notCompiled("door-dtc");
    assertThat(builds.lineNames("door")).isEqualTo("open bolt\n");
  }

  /** The source of the base includes the header. */
  @Test
  @Tag("long")
  @Order(16)
  void changedHeaderTriggersRebuild() throws IOException {
    YoctoBuilds.replace(builds.at("test/recipes-dt/with-header/files/include/board.h"), "32", "24");
    builds
        .bake("one", YoctoBuilds.RECIPES)
        .succeeded()
        .compiled("with-header")
        .notCompiled("door-dtc");
    // The source that dtbind writes includes no kernel header.
    Files.writeString(
        builds.at("test/recipes-host/host-kernel/files/dt-bindings/gpio/gpio.h"),
        "/* changed */\n",
        StandardOpenOption.APPEND);
    builds.bake("one", YoctoBuilds.RECIPES).succeeded().notCompiled("door-dtc").notCompiled("door");
  }

  @Test
  @Tag("long")
  @Order(17)
  void changedBaseTriggersRebuild() throws IOException {
    YoctoBuilds.replace(
        builds.at("test/recipes-host/host-kernel/files/board.dts"), "acme,board", "acme,board2");
    builds.bake("one", YoctoBuilds.RECIPES).succeeded().compiled("door-kernel").notCompiled("door");
  }

  /** The archive contains the same program, but is compressed differently. */
  @Test
  @Tag("long")
  @Order(18)
  void changedToolTriggersRebuild() throws IOException {
    Path archive = builds.tool().archive();
    Path other = Files.createDirectory(builds.at("other")).resolve(archive.getFileName());
    Program.bash("gzip -dc \"$1\" | gzip -1 -n > \"$2\"", archive.toString(), other.toString())
        .output();
    ExportTool recompressed = new ExportTool(other, builds.tool().program());
    builds.export("door-dtc", recompressed, "--base", YoctoBuilds.BOARD, "--compiler", "dtc");
    builds.bakeFirstLayer("one", "door-dtc").succeeded().compiled("door-dtc");
  }

  @Test
  @Order(19)
  void checksumMismatchFailsTheBuild() throws IOException {
    withConfiguration(
            "DTBIND_TOOL_SHA256 = \"%064d\"\n".formatted(0),
            () -> builds.bakeFirstLayer("one", "dtbind-native"))
        .failedWith("ERROR: .*sha256 is [0-9a-f]*, but DTBIND_TOOL_SHA256 is 0000");
  }

  @Test
  @Order(20)
  void missingToolErrorNamesTheVariablesToSet() throws IOException {
    builds
        .tool()
        .dtbind("export", "yocto", "--spec", YoctoBuilds.SAMPLE.resolve("bindings.yaml").toString())
        .and("--base", YoctoBuilds.BOARD, "--name", "door", "-o", builds.at("layer").toString())
        .output();
    builds
        .bakeFirstLayer("one", "door")
        .failedWith(
            "set DTBIND_TOOL_URI to the location of the dtbind archive, and DTBIND_TOOL_SHA256");
  }
}
