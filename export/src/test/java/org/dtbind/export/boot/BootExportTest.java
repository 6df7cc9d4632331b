// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dtbind.diag.Diagnosed;
import org.dtbind.dtb.DtbReader;
import org.dtbind.export.Artefact;
import org.dtbind.export.Artefacts;
import org.dtbind.overlay.Sources;
import org.dtbind.overlay.apply.OverlayStack;
import org.dtbind.source.Bytes;
import org.dtbind.source.SourceFile;
import org.dtbind.spec.SpecReader;
import org.dtbind.spec.Specification;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.NodePath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BootExportTest {

  private static final String DOOR =
      """
      apiVersion: dtbind/v1
      devices:
        - node: door
          compatible: myvendor,mydoor
          gpios: [{ controller: gpio2, offset: 19 }]
      """;

  private static final String BASE =
      "/dts-v1/; / { gpio2: gpio { gpio-controller; #gpio-cells = <2>; }; };";

  @TempDir private Path directory;

  private static Diagnosed<Artefacts> export(DeviceTree base, Set<Bootloader> chains) {
    return export(DOOR, base, chains);
  }

  private static Diagnosed<Artefacts> export(
      String declaration, DeviceTree base, Set<Bootloader> chains) {
    Bytes content = Bytes.utf8(declaration);
    Diagnosed<Specification> read = SpecReader.read(new SourceFile("bindings.yaml", content));
    return BootExport.of(
        read.value().orElseThrow(), base, "door", "arm64", Optional.empty(), chains);
  }

  private static List<Artefact> files(Set<Bootloader> chains) {
    Diagnosed<Artefacts> result = export(Sources.tree("base.dts", BASE), chains);
    return result.value().orElseThrow(() -> new AssertionError(Sources.messages(result))).files();
  }

  private static String text(List<Artefact> files, String path) {
    return files.stream()
        .filter(file -> file.path().equals(path))
        .findFirst()
        .orElseThrow()
        .content()
        .utf8();
  }

  @Test
  void eachConfigurationNamesItsOverlayFile() {
    List<Artefact> files = files(EnumSet.allOf(Bootloader.class));
    assertThat(files)
        .extracting(Artefact::path)
        .containsExactly(
            "armbian/boot/armbianEnv.txt.add",
            "armbian/boot/overlay-user/door.dtbo",
            "beagleboard/boot/uEnv.txt.add",
            "beagleboard/lib/firmware/door.dtbo",
            "extlinux/boot/extlinux/extlinux.conf.add",
            "extlinux/boot/overlays/door.dtbo",
            "fit/door.dtbo",
            "fit/door.its",
            "raspberrypi/boot/firmware/config.txt.add",
            "raspberrypi/boot/firmware/overlays/door.dtbo");
    assertThat(text(files, "extlinux/boot/extlinux/extlinux.conf.add"))
        .isEqualTo("    fdtoverlays /boot/overlays/door.dtbo\n");
    assertThat(text(files, "raspberrypi/boot/firmware/config.txt.add"))
        .isEqualTo("dtoverlay=door\ndtoverlay=\n");
    assertThat(text(files, "armbian/boot/armbianEnv.txt.add")).isEqualTo("user_overlays=door\n");
    assertThat(text(files, "beagleboard/boot/uEnv.txt.add"))
        .isEqualTo("enable_uboot_overlays=1\nuboot_overlay_addr4=/lib/firmware/door.dtbo\n");
  }

  @Test
  void parametersAreInConfigTxtAndReadme() {
    String declaration =
        """
        apiVersion: dtbind/v1
        devices:
          - node: door
            compatible: myvendor,mydoor
            gpios:
              - { name: open, controller: gpio2, offset: 19 }
              - { name: the lock, controller: gpio2, offset: 20, flags: [active-low] }
            status: okay
            parameters:
              - { name: open, sets: offset, line: open, info: "The GPIO of the contact, which is closed as long as the door is" }
              - { name: lock, sets: offset, line: the lock }
              - { name: a_name_that_leaves_nothing_for_its_text, sets: active-low, line: the lock }
              - { name: enable, sets: status }
          - node: bell
            gpios: [{ name: "ding, dong", controller: gpio2, offset: 7 }]
            parameters:
              - { name: enable, sets: status }
              - { name: bell_name, sets: name }
        """;
    Diagnosed<Artefacts> result =
        export(declaration, Sources.tree("base.dts", BASE), Set.of(Bootloader.RASPBERRYPI));
    List<Artefact> files =
        result.value().orElseThrow(() -> new AssertionError(Sources.messages(result))).files();
    assertThat(text(files, "raspberrypi/boot/firmware/config.txt.add"))
        .isEqualTo(
            """
            dtoverlay=door,open=19,lock=20,a_name_that_leaves_nothing_for_its_text=yes,enable=okay
            dtoverlay=
            """);
    assertThat(text(files, "raspberrypi/boot/firmware/overlays/README.add"))
        .isEqualTo(
            """
            Name:   door
            Info:   Generated by dtbind from a declaration
            Load:   dtoverlay=door,<param>=<val>
            Params: open                    The GPIO of the contact, which is closed as long
                                            as the door is (default "19")
                    lock                    GPIO number of line 'the lock' of door (default
                                            "20")
                    a_name_that_leaves_nothing_for_its_text
                                            Whether line 'the lock' of door is active low
                                            (default "yes")
                    enable                  Turns door on or off (default "okay")
                    bell_name               Name of line 'ding, dong' of bell
            """);
  }

  @Test
  void longDtoverlayLineContinuesAsDtparam() {
    StringBuilder declaration = new StringBuilder(DOOR).append("    parameters:\n");
    for (int i = 0; i < 9; i++) {
      declaration.append("      - { name: a_long_name_%d, sets: offset }\n".formatted(i));
    }
    Diagnosed<Artefacts> result =
        export(
            declaration.toString(), Sources.tree("base.dts", BASE), Set.of(Bootloader.RASPBERRYPI));
    assertThat(
            text(result.value().orElseThrow().files(), "raspberrypi/boot/firmware/config.txt.add"))
        .isEqualTo(
            """
            dtoverlay=door,a_long_name_0=19,a_long_name_1=19,a_long_name_2=19,a_long_name_3=19
            dtparam=a_long_name_4=19,a_long_name_5=19,a_long_name_6=19,a_long_name_7=19,a_long_name_8=19
            dtoverlay=
            """);
  }

  @Test
  void overlayAddsTheDevice() {
    Bytes blob = files(Set.of(Bootloader.ARMBIAN)).get(1).content();
    DeviceTree overlay = DtbReader.read(new SourceFile("door.dtbo", blob)).value().orElseThrow();
    DeviceTree merged =
        OverlayStack.apply(
                Sources.tree("base.dts", BASE), List.of(Sources.overlay("door.dtbo", overlay)))
            .value()
            .orElseThrow()
            .tree();
    assertThat(merged.node(new NodePath("/door")).orElseThrow().compatible())
        .containsExactly("myvendor,mydoor");
  }

  /** A fresh user's trial: U-Boot refuses an overlay without a load address. */
  @Test
  void imageTreeHasTheLoadAddress() {
    Specification specification =
        SpecReader.read(new SourceFile("bindings.yaml", Bytes.utf8(DOOR))).value().orElseThrow();
    List<Artefact> files =
        BootExport.of(
                specification,
                Sources.tree("base.dts", BASE),
                "door",
                "arm64",
                Optional.of("0x88000000"),
                Set.of(Bootloader.FIT))
            .value()
            .orElseThrow()
            .files();
    assertThat(text(files, "fit/door.its")).contains("\t\t\tload = <0x88000000>;\n");
    assertThat(text(files(Set.of(Bootloader.FIT)), "fit/door.its"))
        .contains("/* U-Boot requires 'load' here: an address in free RAM */");
  }

  @Test
  void mkimageAcceptsTheImageTreeSource() throws Exception {
    assumeTrue(Sources.has("mkimage"), "u-boot-tools: it is not installed");
    List<Artefact> files = files(Set.of(Bootloader.FIT));
    Files.write(directory.resolve("door.dtbo"), files.get(0).content().toArray());
    Files.write(directory.resolve("door.its"), files.get(1).content().toArray());
    // Trials D17: the image tree source includes the overlay file instead of a copy.
    assertThat(text(files, "fit/door.its")).contains("data = /incbin/(\"door.dtbo\");\n");
    assertThat(Sources.run(directory, "mkimage", "-f", "door.its", "door.itb"))
        .as(Sources.output(directory))
        .isZero();
    assertThat(Sources.run(directory, "dumpimage", "-l", "door.itb")).isZero();
    assertThat(Sources.output(directory))
        .contains("Image 0 (fdt-door.dtbo)")
        .contains("Flat Device Tree")
        .contains("AArch64")
        .contains("Configuration 0 (conf-door.dtbo)");
    assertThat(
            Sources.run(
                directory, "dumpimage", "-T", "flat_dt", "-p", "0", "-o", "out", "door.itb"))
        .as(Sources.output(directory))
        .isZero();
    assertThat(Bytes.wrap(Files.readAllBytes(directory.resolve("out"))))
        .isEqualTo(files.get(0).content());
  }

  /** Trials D17. */
  @Test
  void bootChainFollowsFromTheBoardCompatible() {
    assertThat(Bootloader.of(List.of("raspberrypi,4-model-b", "brcm,bcm2711")))
        .contains(Bootloader.RASPBERRYPI);
    assertThat(Bootloader.of(List.of("ti,am335x-bone-black", "ti,am335x-bone", "ti,am33xx")))
        .contains(Bootloader.BEAGLEBOARD);
    assertThat(Bootloader.of(List.of("ti,am335x-pocketbeagle", "ti,am335x-bone")))
        .contains(Bootloader.BEAGLEBOARD);
    assertThat(Bootloader.of(List.of("beagle,am625-beagleplay", "ti,am625"))).isEmpty();
    assertThat(Bootloader.of(List.of())).isEmpty();
  }

  @Test
  void nothingToExportIfTheBaseHasTheDevice() {
    String complete =
        BASE.replace(
            "gpio2: gpio",
            "door { compatible = \"myvendor,mydoor\"; gpios = <&gpio2 19 0>; }; gpio2: gpio");
    assertThat(Sources.messages(export(Sources.tree("all.dts", complete), Set.of(Bootloader.FIT))))
        .contains(
            "ERROR (nothing_to_export): the base already contains everything that is declared");
  }
}
