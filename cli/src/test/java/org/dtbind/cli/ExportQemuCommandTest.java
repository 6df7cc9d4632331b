// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.dtbind.cli.export.QemuProgram;
import org.dtbind.compile.CompileOptions;
import org.dtbind.compile.Compiler;
import org.dtbind.dtb.DtbReader;
import org.dtbind.dts.print.DtsPrinter;
import org.dtbind.sandbox.Machine.Hardware;
import org.dtbind.sandbox.Sandbox;
import org.dtbind.sandbox.SandboxRequest;
import org.dtbind.source.Bytes;
import org.dtbind.source.SourceFile;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests {@code dtbind export qemu}, and passes its output to QEMU if that is installed. */
class ExportQemuCommandTest {

  private static final String ALL =
      """
      apiVersion: dtbind/v1
      devices:
        - { node: "&dma", bind: vfio-platform }
      aggregators:
        - { name: relays, lines: [k1, { chip: other, offsets: "2", names: [k2] }] }
      iommuGroups:
        - { member: "0000:01:00.0", bind: vfio-pci }
      """;

  private static final String BOARD =
      """
      /dts-v1/;
      / {
          #address-cells = <1>;
          #size-cells = <1>;
          gic: interrupt-controller { interrupt-controller; #interrupt-cells = <3>; };
          dma: dma@80001000 {
              compatible = "vendor,dma";
              reg = <0x80001000 0x1000>;
              interrupt-parent = <&gic>;
              interrupts = <0 5 4>;
          };
      };
      """;

  private static final String DIRECTORY = "etc/dtbind/guests/vm1/";
  private static final String PROGRAM = "qemu-system-aarch64";

  @TempDir Path directory = Path.of("");

  private final String path = Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin");
  private final Map<String, String> environment = Map.of("PATH", path);

  /** Creates a system with an IOMMU group of two PCI functions behind a bridge. */
  private String createSystem() throws Exception {
    Path root = directory.resolve("root");
    Path group = Files.createDirectories(root.resolve("sys/kernel/iommu_groups/7/devices"));
    Path bus = Files.createDirectories(root.resolve("sys/bus/pci"));
    for (String name : List.of("0000:00:01.0", "0000:01:00.0", "0000:01:00.1")) {
      Path device = Files.createDirectories(root.resolve("sys/devices/pci0000:00/" + name));
      Files.createSymbolicLink(device.resolve("subsystem"), device.relativize(bus));
      Files.writeString(
          device.resolve("class"), name.equals("0000:00:01.0") ? "0x060400\n" : "0x020000\n");
      Files.createSymbolicLink(group.resolve(name), group.relativize(device));
    }
    return root.toString();
  }

  private Run export(String spec, String... more) throws Exception {
    Path declared = Files.writeString(directory.resolve("bindings.yaml"), spec);
    Path base = Files.writeString(directory.resolve("board.dts"), BOARD);
    List<String> command =
        new ArrayList<>(
            List.of(
                "export",
                "qemu",
                "--name",
                "vm1",
                "--base",
                base.toString(),
                "--spec",
                declared.toString(),
                "--sysroot",
                createSystem(),
                "-o",
                directory.resolve("out").toString()));
    command.addAll(Arrays.asList(more));
    return Run.with(environment, command.toArray(String[]::new));
  }

  private String written(String path) throws Exception {
    return Files.readString(directory.resolve("out").resolve(path));
  }

  private void assumeQemu() {
    assumeTrue(QemuProgram.find(PROGRAM, path).isPresent(), "no " + PROGRAM + " here");
  }

  @Test
  void groupIsPassedThroughWithoutItsBridge() throws Exception {
    Run run = export(ALL, "--qemu", "/nowhere/qemu");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.err())
        .isEqualTo("dtbind: QEMU's options were not checked: there is no /nowhere/qemu\n");
    assertThat(written(DIRECTORY + "qemu.args"))
        .contains(
            "-device vfio-pci,host=0000:01:00.0\n-device vfio-pci,host=0000:01:00.1\n",
            "-device vfio-platform,sysfsdev=/sys/bus/platform/devices/80001000.dma\n")
        .doesNotContain("0000:00:01.0");
    assertThat(written("etc/systemd/system/vm1.service.d/dtbind.conf"))
        .contains("After=dtbind-guest-vm1.service dtbind-guest-vm1-relays.service\n");
  }

  @Test
  void groupOptionNeedsNoDeclaration() throws Exception {
    String out = directory.resolve("out").toString();
    String[] command = {"export", "qemu", "--sysroot", createSystem(), "-o", out, "--group"};
    Run run = Run.with(environment, append(command, "7"));
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(written("etc/dtbind/guests/guest/bindings.yaml"))
        .isEqualTo(
            """
            apiVersion: dtbind/v1
            iommuGroups:
              - { member: '0000:01:00.0', bind: vfio-pci }
            """);
    assertThat(written("etc/dtbind/guests/guest/qemu.args"))
        .isEqualTo("-device vfio-pci,host=0000:01:00.0\n-device vfio-pci,host=0000:01:00.1\n");
    Run none = Run.with(environment, append(command, "8"));
    assertThat(none.status()).isEqualTo(3);
    assertThat(none.err()).contains("there is no IOMMU group 8 with a device for a guest");
    command[3] = Files.createFile(directory.resolve("file")).toString();
    assertThat(Run.with(environment, append(command, "7")).err())
        .contains("is not a directory; --sysroot requires a directory");
  }

  private static String[] append(String[] words, String last) {
    List<String> all = new ArrayList<>(Arrays.asList(words));
    all.add(last);
    return all.toArray(String[]::new);
  }

  @Test
  void missingQemuDeviceIsAWarning() throws Exception {
    Path program = directory.resolve("qemu");
    Files.writeString(
        program,
        """
        #!/bin/sh
        case "$*" in
        --version) echo 'QEMU emulator version 10.2.0 (some)' ;;
        '-device vfio-pci,help') echo 'vfio-pci options:'; echo '  host=<str>  - Address' ;;
        '-device vfio-platform,help') echo "Device 'vfio-platform' not found" >&2; exit 1 ;;
        *) echo 'options:'; printf '  %s=<str>\\n' chardev addr size share memory-backend ;;
        esac
        """);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    Run run = export(ALL, "--qemu", program.toString());
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.err())
        .contains("(qemu_lacks): QEMU emulator version 10.2.0 has no -device vfio-platform")
        .contains("help: use a version of QEMU before 10.2, which removed vfio-platform")
        .contains("QEMU emulator version 10.2.0: some are not supported");
    assertThat(run.err().lines().filter(line -> line.contains("qemu_lacks"))).hasSize(1);
  }

  @Test
  void wrongOptionsAreUsageErrors() throws Exception {
    Run run = Run.of("export", "qemu", "--name", "a b", "-o", directory.toString());
    assertThat(run.status()).isEqualTo(64);
    assertThat(run.err()).contains("--name accepts up to 32");
    assertThat(export(ALL, "--memory", "lots").status()).isEqualTo(64);
    directory = Files.createDirectory(directory.resolve("again"));
    assertThat(export(ALL, "--arch", "vax").status()).isEqualTo(64);
  }

  @Test
  void installedQemuHasAllOptions() throws Exception {
    assumeQemu();
    Run run = export(ALL);
    assertThat(run.status()).isZero();
    // QEMU 10.2 and later have no vfio-platform.
    List<String> lacking = run.err().lines().filter(line -> line.contains("qemu_lacks")).toList();
    assertThat(lacking).allMatch(line -> line.endsWith("has no -device vfio-platform"));
    assertThat(run.err()).contains("checked QEMU's options against", "QEMU emulator version");
  }

  /**
   * QEMU cannot start, because this machine has no VFIO devices. Its message must be about the
   * missing device, not about the option.
   */
  @Test
  void qemuOpensTheHostDevices() throws Exception {
    assumeQemu();
    export(ALL);
    for (String option :
        written(DIRECTORY + "qemu.args").lines().filter(l -> l.contains("vfio")).toList()) {
      if (option.contains("vfio-platform") && !hasOptions("-device", "vfio-platform,help")) {
        continue;
      }
      String output = startQemu(option.split(" ", 2));
      assertThat(output).contains(option.contains("pci") ? "0000:01:00." : "80001000.dma");
      assertThat(output).containsPattern("no such host device|No such file or directory");
    }
  }

  private boolean hasOptions(String... words) throws Exception {
    return QemuProgram.find(PROGRAM, path).orElseThrow().ask(words).contains("options:");
  }

  private String startQemu(String... options) throws Exception {
    List<String> command = new ArrayList<>(List.of(PROGRAM, "-M", "virt", "-S", "-display"));
    command.addAll(List.of("none", "-nic", "none"));
    command.addAll(Arrays.asList(options));
    Path output = directory.resolve("log");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      process.getOutputStream().close();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      return Files.readString(output);
    } finally {
      process.destroyForcibly();
    }
  }

  /** The overlays refer to nodes of the tree that QEMU generates. */
  @Test
  void overlaysApplyToTheTreeThatQemuGenerates() throws Exception {
    assumeQemu();
    export(ALL);
    Path virt = directory.resolve("virt.dtb");
    Sandbox sandbox = new Sandbox(directory);
    Files.write(virt, sandbox.treeOfVirt(Hardware.USUAL, SandboxRequest.MEGABYTES).toArray());
    Path out = directory.resolve("out").resolve(DIRECTORY);
    Path guest = directory.resolve("guest.dtb");
    Run run =
        Run.of(
            "overlay",
            "apply",
            "--base",
            virt.toString(),
            "-o",
            guest.toString(),
            out.resolve("labels.dtbo").toString(),
            out.resolve("guest.dtbo").toString());
    assertThat(run.status()).as(run.err()).isZero();
    DeviceTree tree = read(guest);
    int intc = node(tree, "/intc@8000000").phandle().orElseThrow();
    DtNode bus = node(tree, "/platform-bus@c000000");
    assertThat(bus.cells("ranges")).containsExactly(0, 0, 0xc000000, 0x2000000);
    DtNode device = node(tree, "/platform-bus@c000000/dma@0");
    assertThat(device.cell("interrupt-parent")).contains(intc);
    assertThat(device.cells("reg")).containsExactly(0, 0x1000);
    DtNode chip = node(tree, "/pcie@10000000/gpio@10,0/gpio");
    assertThat(chip.strings("gpio-line-names")).containsExactly("k1", "k2");
    // The overlays must add no warnings to those of QEMU's own tree.
    assertThat(warnings(tree)).isEqualTo(warnings(read(virt)));
  }

  /**
   * The only message that systemd may print is that the programs of the units are not installed.
   */
  @Test
  void systemdAcceptsTheUnits() throws Exception {
    assumeTrue(QemuProgram.find("systemd-analyze", path).isPresent(), "no systemd-analyze here");
    export(ALL.replace("bind: vfio-pci }", "bind: vfio-pci, owner: qemu }"));
    Path units = directory.resolve("out/etc/systemd/system");
    Files.writeString(units.resolve("vm1.service"), "[Service]\nExecStart=/bin/sleep 1\n");
    Path output = directory.resolve("log");
    ProcessBuilder verify =
        new ProcessBuilder(
                "systemd-analyze",
                "--man=no",
                "verify",
                units.resolve("vm1.service").toString(),
                units.resolve("dtbind-guest-vm1.service").toString(),
                units.resolve("dtbind-guest-vm1-relays.service").toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    verify.environment().put("SYSTEMD_UNIT_PATH", units + ":");
    assertThat(verify.start().waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(
            Files.readAllLines(output).stream()
                .filter(line -> line.contains("vm1"))
                .filter(line -> !line.contains("Command dtbind is not executable")))
        .isEmpty();
    String broken = written("etc/systemd/system/dtbind-guest-vm1.service");
    Files.writeString(
        units.resolve("dtbind-guest-vm1.service"), broken.replace("Type=oneshot", "Type=once"));
    assertThat(verify.start().waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(output)).contains("once");
  }

  private static DeviceTree read(Path blob) throws Exception {
    Bytes bytes = Bytes.wrap(Files.readAllBytes(blob));
    return DtbReader.read(new SourceFile(blob.toString(), bytes)).value().orElseThrow();
  }

  private static DtNode node(DeviceTree tree, String path) {
    return tree.node(new NodePath(path)).orElseThrow(() -> new AssertionError(path));
  }

  private static List<String> warnings(DeviceTree tree) {
    Bytes text = Bytes.wrap(DtsPrinter.print(tree).getBytes(StandardCharsets.ISO_8859_1));
    return new Compiler(
            new CompileOptions(List.of(), List.of(), false, true), any -> Optional.of(text))
        .compile("x.dts").diagnostics().stream().map(d -> d.message().text()).toList();
  }
}
