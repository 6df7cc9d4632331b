// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.qemu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dtbind.compile.CompileOptions;
import org.dtbind.compile.Compiler;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.export.Artefact;
import org.dtbind.export.ExportCode;
import org.dtbind.overlay.Sources;
import org.dtbind.source.Bytes;
import org.dtbind.source.Origins;
import org.dtbind.source.SourceFile;
import org.dtbind.spec.SpecReader;
import org.dtbind.spec.Specification;
import org.dtbind.testing.Golden;
import org.dtbind.testing.ProcessorTime;
import org.dtbind.tree.DeviceTree;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compares the export of {@code src/test/resources/export/qemu/guest.yaml} with {@code guest.txt},
 * and the messages for {@code mistakes.yaml} with {@code mistakes.messages}. {@code
 * -Dgolden.update=true} rewrites the expected files.
 */
class QemuExportTest {

  private static final Path CASES = Path.of("src/test/resources/export/qemu");

  private static final GuestRequest ARM =
      new GuestRequest("vm1", GuestMachine.AARCH64, "1G", false);

  @TempDir Path directory = Path.of("");

  private static DeviceTree base() throws IOException {
    Bytes text = Bytes.wrap(Files.readAllBytes(CASES.resolve("base.dts")));
    return Sources.tree("base.dts", text.latin1());
  }

  private static Optional<List<GroupMembers.HostDevice>> members(String member) {
    return switch (member) {
      case "0000:01:00.0" ->
          Optional.of(
              List.of(
                  new GroupMembers.HostDevice("pci", "0000:01:00.0"),
                  new GroupMembers.HostDevice("pci", "0000:01:00.1")));
      case "mixed" -> Optional.of(List.of(new GroupMembers.HostDevice("fsl-mc", "dpni.1")));
      case "again" ->
          Optional.of(List.of(new GroupMembers.HostDevice("platform", "e0040000.crypto")));
      default -> Optional.empty();
    };
  }

  private static Diagnosed<GuestExport> export(
      String name, String text, Optional<DeviceTree> base, GuestRequest request) {
    Bytes content = Bytes.utf8(text);
    Diagnosed<Specification> read = SpecReader.read(new SourceFile(name, content));
    Specification specification =
        read.value().orElseThrow(() -> new AssertionError(Sources.messages(read)));
    return QemuExport.of(specification, content, base, QemuExportTest::members, request);
  }

  private static Diagnosed<GuestExport> exportCase(String name) throws IOException {
    return export(name, Files.readString(CASES.resolve(name)), Optional.of(base()), ARM);
  }

  /** Exports a declaration that is given without its first line. */
  private static Diagnosed<GuestExport> exportText(String more, GuestRequest request)
      throws IOException {
    return export("x.yaml", "apiVersion: dtbind/v1\n" + more + "\n", Optional.of(base()), request);
  }

  private static String file(Diagnosed<GuestExport> result, String path) {
    return result.value().orElseThrow().files().files().stream()
        .filter(file -> file.path().equals(path))
        .map(file -> file.content().utf8())
        .findFirst()
        .orElseThrow(() -> new AssertionError(path));
  }

  @Test
  void guestFilesMatchTheExpectedText() throws IOException {
    Diagnosed<GuestExport> result = exportCase("guest.yaml");
    StringBuilder text = new StringBuilder();
    for (Artefact file : result.value().orElseThrow().files().files()) {
      text.append("==> ").append(file.path()).append('\n');
      if (!file.path().endsWith(".dtbo") && !file.path().endsWith(".yaml")) {
        text.append(file.content().utf8());
      }
    }
    Golden.check(CASES.resolve("guest.txt"), text.toString());
    Golden.check(CASES.resolve("guest.messages"), Sources.messages(result));
  }

  @Test
  void mistakesAreReported() throws IOException {
    Diagnosed<GuestExport> result = exportCase("mistakes.yaml");
    assertThat(result.value()).isEmpty();
    Golden.check(CASES.resolve("mistakes.messages"), Sources.messages(result));
  }

  /** drivers/gpio/gpiolib-of.c, {@code of_gpio_get_count()}. */
  @Test
  void onlyTheFirstListOfADeviceIsExported() {
    DeviceTree base =
        Sources.tree(
            "base.dts",
            """
            /dts-v1/;
            / {
            	gpio: gpio { gpio-controller; #gpio-cells = <2>; };
            	door {
            		compatible = "myvendor,door";
            		gpio = <&gpio 3 0>;
            		gpios = <&gpio 1 0>, <&gpio 2 0>;
            		gpio-line-names = "open", "lock", "bell";
            	};
            };
            """);
    String text = "apiVersion: dtbind/v1\ndevices: [{ node: /door, bind: gpio-aggregator }]\n";
    Diagnosed<GuestExport> result = export("x.yaml", text, Optional.of(base), ARM);
    assertThat(file(result, "etc/dtbind/guests/vm1/guest.dtso"))
        .contains("gpio-line-names = \"open\", \"lock\";");
  }

  /** drivers/vfio/platform/vfio_platform_irq.c, {@code vfio_platform_irq_init()}. */
  @Test
  void interruptsBehindAnEmptyEntryAreNotPassedOn() {
    DeviceTree base =
        Sources.tree(
            "base.dts",
            """
            /dts-v1/;
            / {
            	gic: gic { interrupt-controller; #interrupt-cells = <3>; };
            	dma {
            		compatible = "myvendor,dma";
            		interrupts-extended = <&gic 0 5 4>, <0>, <&gic 0 6 4>;
            	};
            };
            """);
    String text = "apiVersion: dtbind/v1\ndevices: [{ node: /dma, bind: vfio-platform }]\n";
    Diagnosed<GuestExport> result = export("x.yaml", text, Optional.of(base), ARM);
    assertThat(file(result, "etc/dtbind/guests/vm1/guest.dtso"))
        .contains("interrupts = <0 112 4>;");
  }

  @Test
  @Tag("large")
  void manyAggregatorsAndLinesTakeLinearTime() {
    int many = 4_000;
    DeviceTree base =
        Sources.tree(
            "base.dts",
            "/dts-v1/; / { sim { compatible = \"gpio-simulator\"; gpio: bank { gpio-controller;"
                + " #gpio-cells = <2>; gpio-sim,label = \"c\"; }; }; "
                + each(
                    many, "d%1$d: d%1$d { compatible = \"x\"; gpios = <&gpio 1 0>; }; "::formatted)
                + "};");
    String text =
        "apiVersion: dtbind/v1\naggregators: [{ name: a, lines: ["
            + each(many, i -> "{ chip: c, offsets: \"%d\" }, ".formatted(i))
            + "] }]\ndevices:\n"
            + each(many, "  - { node: \"&d%d\", bind: gpio-aggregator }\n"::formatted);
    Diagnosed<GuestExport> result =
        ProcessorTime.limited(() -> export("x.yaml", text, Optional.of(base), ARM));
    assertThat(result.diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(ExportCode.NO_ROOM);
  }

  private static String each(int count, IntFunction<String> part) {
    return IntStream.range(0, count).mapToObj(part).collect(Collectors.joining());
  }

  /** Compiles the overlays with dtbind, with all checks, and with dtc. */
  @Test
  void overlaysCompileWithoutWarnings() throws Exception {
    Diagnosed<GuestExport> result = exportCase("guest.yaml");
    for (String name : List.of("labels", "guest")) {
      String source = file(result, "etc/dtbind/guests/vm1/" + name + ".dtso");
      Path written = Files.writeString(directory.resolve(name + ".dtso"), source);
      Diagnosed<DeviceTree> compiled =
          new Compiler(new CompileOptions(List.of(), List.of(), true, true))
              .compile(written.toString());
      assertThat(compiled.diagnostics()).isEmpty();
      if (Sources.has("dtc")) {
        int status =
            Sources.run(
                directory, "dtc", "-@", "-I", "dts", "-O", "dtb", "-o", "x.dtbo", name + ".dtso");
        assertThat(status).isZero();
        assertThat(Sources.output(directory)).isEmpty();
      }
    }
  }

  @Test
  void x86GuestGetsChipsAndPciDevicesWithoutATree() throws IOException {
    GuestRequest pc = new GuestRequest("pc", GuestMachine.X86_64, "512M", true);
    Diagnosed<GuestExport> result =
        exportText(
            "aggregators: [{ name: relays, lines: [one] }]\n"
                + "iommuGroups: [{ member: '0000:01:00.0', bind: vfio-pci }]",
            pc);
    assertThat(file(result, "etc/dtbind/guests/pc/qemu.args"))
        .isEqualTo(
            """
            -m 512M
            -object memory-backend-memfd,id=dtbind-memory,size=512M,share=on
            -machine memory-backend=dtbind-memory
            -object iommufd,id=dtbind-iommufd
            -device vfio-pci,host=0000:01:00.0,iommufd=dtbind-iommufd
            -device vfio-pci,host=0000:01:00.1,iommufd=dtbind-iommufd
            -chardev socket,id=gpio-relays,path=/run/dtbind-guest-pc-relays/gpio.sock0
            -device vhost-user-gpio-pci,chardev=gpio-relays,id=gpio-relays-chip
            """);
    assertThat(result.value().orElseThrow().files().files())
        .noneMatch(file -> file.path().contains(".dts"));
    assertThat(
            Sources.messages(exportText("devices: [{ node: '&crypto', bind: vfio-platform }]", pc)))
        .contains("(not_for_guests): a q35 guest cannot have /soc/crypto@40000");
  }

  @Test
  void platformGroupMembersAreFoundInTheBase() throws IOException {
    Diagnosed<GuestExport> result =
        exportText("iommuGroups: [{ member: again, bind: vfio-platform }]", ARM);
    assertThat(file(result, "etc/dtbind/guests/vm1/qemu.args"))
        .isEqualTo("-device vfio-platform,sysfsdev=/sys/bus/platform/devices/e0040000.crypto\n");
    assertThat(file(result, "etc/dtbind/guests/vm1/guest.dtso"))
        .contains("crypto@0 {", "interrupts = <0 112 1>;");
    assertThat(
            Sources.messages(
                exportText("iommuGroups: [{ member: mixed, bind: vfio-fsl-mc }]", ARM)))
        .contains("QEMU cannot pass through dpni.1, a device on the fsl-mc bus");
  }

  @Test
  void tooManyOrTooLargeDevicesAreReported() throws IOException {
    Diagnosed<GuestExport> fits =
        exportText("devices: [{ node: '&large', bind: vfio-platform }]", ARM);
    assertThat(file(fits, "etc/dtbind/guests/vm1/guest.dtso")).contains("reg = <0x0 0x2000000>;");
    Diagnosed<GuestExport> result =
        exportText(
            "devices: [{ node: '&crypto', bind: vfio-platform },"
                + " { node: '&large', bind: vfio-platform }]",
            ARM);
    assertThat(result.value()).isEmpty();
    assertThat(result.diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(ExportCode.NO_ROOM);
    StringBuilder chips = new StringBuilder("aggregators:\n");
    for (int i = 0; i < 15; i++) {
      chips.append("  - { name: a").append(i).append(", lines: [one] }\n");
    }
    assertThat(exportText(chips.toString(), ARM).value()).isPresent();
    chips.append("  - { name: more, lines: [one] }\n");
    assertThat(exportText(chips.toString(), ARM).diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(ExportCode.NO_ROOM);
  }

  @Test
  void devicesRequireABaseButChipsDoNot() throws IOException {
    String lines = "apiVersion: dtbind/v1\naggregators: [{ name: a, lines: [one] }]\n";
    assertThat(export("x.yaml", lines, Optional.empty(), ARM).value()).isPresent();
    String device = lines + "devices: [{ node: /soc/x, bind: vfio-platform }]\n";
    assertThat(export("x.yaml", device, Optional.empty(), ARM).diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(ExportCode.NEEDS_BASE);
    assertThat(
            exportText("devices: [{ node: '&timer', bind: uio_pdrv_genirq }]", ARM).diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(ExportCode.NOTHING_TO_EXPORT, ExportCode.NOT_EXPORTED);
  }

  /** The help texts of QEMU 7.2. */
  private static String help(String words) {
    return switch (words) {
      case "-device vfio-pci,help" -> "vfio-pci options:\n  host=<str>    - Address\n";
      case "-device vhost-user-gpio-pci,help" ->
          "vhost-user-gpio-pci options:\n  addr=<int32>\n  chardev=<str> - ID\n";
      case "-object memory-backend-memfd,help" ->
          "memory-backend-memfd options:\n  share=<bool> - Mark\n  size=<int>\n";
      case "-machine q35,help" -> "pc-q35-7.2-machine options:\n  memory-backend=<link<x>> - Set\n";
      default -> "";
    };
  }

  @Test
  void missingQemuFeaturesAreReported() throws IOException {
    GuestRequest pc = new GuestRequest("pc", GuestMachine.X86_64, "512M", false);
    String chipsAndGroup =
        "aggregators: [{ name: relays, lines: [one] }]\n"
            + "iommuGroups: [{ member: '0000:01:00.0', bind: vfio-pci }]";
    assertThat(missingFeatures(exportText(chipsAndGroup, pc))).isEmpty();
    GuestRequest iommufd = new GuestRequest("pc", GuestMachine.X86_64, "512M", true);
    assertThat(missingFeatures(exportText(chipsAndGroup, iommufd)))
        .containsExactly(
            "QEMU 7.2 has no -object iommufd",
            "QEMU 7.2 has no option iommufd for -device vfio-pci");
    String platform = "devices: [{ node: '&crypto', bind: vfio-platform }]";
    assertThat(missingFeatures(exportText(platform, ARM)))
        .containsExactly("QEMU 7.2 has no -device vfio-platform");
  }

  private static List<String> missingFeatures(Diagnosed<GuestExport> result) {
    return QemuHelp.lacking(
            result.value().orElseThrow().options(),
            GuestMachine.X86_64,
            "QEMU 7.2",
            QemuExportTest::help,
            Origins.unknown("x.yaml"))
        .stream()
        .map(d -> d.message().text())
        .toList();
  }

  @Test
  void valuesWithCommasAreEscapedForQemu() {
    QemuOption option = QemuOption.of("-chardev", "socket").with("path", "/run/a,b");
    assertThat(option.text()).isEqualTo("-chardev socket,path=/run/a,,b");
  }
}
