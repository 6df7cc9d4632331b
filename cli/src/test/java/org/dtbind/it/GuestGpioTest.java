// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dtbind.diag.Diagnosed;
import org.dtbind.dtb.DtbReader;
import org.dtbind.dtb.DtbWriter;
import org.dtbind.export.Artefact;
import org.dtbind.export.qemu.GroupMembers;
import org.dtbind.export.qemu.GuestExport;
import org.dtbind.export.qemu.GuestMachine;
import org.dtbind.export.qemu.GuestRequest;
import org.dtbind.export.qemu.QemuExport;
import org.dtbind.overlay.Overlay;
import org.dtbind.overlay.OverlayReader;
import org.dtbind.overlay.apply.OverlayStack;
import org.dtbind.sandbox.Machine;
import org.dtbind.sandbox.Machine.Hardware;
import org.dtbind.sandbox.Sandbox;
import org.dtbind.sandbox.SandboxRequest;
import org.dtbind.source.Bytes;
import org.dtbind.source.SourceFile;
import org.dtbind.spec.SpecReader;
import org.dtbind.spec.Specification;
import org.dtbind.testing.GivenKernels;
import org.dtbind.tree.DeviceTree;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Boots the arm64 kernels of DTBIND_KERNELS as guests, with the QEMU options and the overlay that
 * {@code dtbind export qemu} makes. The back end of samples/guest-gpio serves lines of an
 * aggregator in a host kernel, where they have no names, as with {@code new_device}. With a guest
 * kernel without CONFIG_GPIO_VIRTIO, checks only that QEMU and the back end have negotiated.
 */
@Tag("given")
@Tag("kernel")
class GuestGpioTest {

  private static final String DECLARATION =
      """
      apiVersion: dtbind/v1
      aggregators:
        - { name: relays, lines: [pump, { chip: other, offsets: "4-5", names: [valve, "horn 2"] }] }
      """;

  private static final Path SAMPLE = Path.of("../samples/guest-gpio/VhostDeviceGpio.java");

  /** Sets the second line, and reads the third. */
  private static final String SCRIPT =
      """
      for name in /sys/bus/virtio/drivers/*gpio*; do [ -d "$name" ] && echo driver; done
      cat /sys/bus/pci/devices/*/device
      for chip in /sys/bus/gpio/devices/gpiochip*; do
          case $(readlink -f $chip) in */virtio*) ;; *) continue ;; esac
          node=$(readlink -f $chip/of_node)
          echo "node ${node#/sys/firmware/devicetree/base}"
          c=${chip##*/}
          gpioinfo $c
          gpioset $c 1=1
          echo "got $(gpioget $c 2) $(gpiofind pump)"
      done
      """;

  @TempDir Path temporary;

  @TestFactory
  Stream<DynamicTest> guestUsesLinesOfAHostAggregator() throws IOException {
    return GivenKernels.arm64().stream()
        .map(version -> DynamicTest.dynamicTest(version, () -> checkLines(version)));
  }

  private static GuestExport export() {
    Bytes text = Bytes.utf8(DECLARATION);
    Specification specification =
        SpecReader.read(new SourceFile("vm.yaml", text)).value().orElseThrow();
    String memory = SandboxRequest.MEGABYTES + "M";
    GuestRequest request = new GuestRequest("vm", GuestMachine.AARCH64, memory, false);
    Diagnosed<GuestExport> guestExport =
        QemuExport.of(specification, text, Optional.empty(), GroupMembers.UNKNOWN, request);
    return guestExport.value().orElseThrow();
  }

  private static Bytes file(GuestExport guestExport, String name) {
    return guestExport.files().files().stream()
        .filter(file -> file.path().endsWith("/" + name))
        .map(Artefact::content)
        .findFirst()
        .orElseThrow();
  }

  private void checkLines(String version) throws Exception {
    GuestExport guestExport = export();
    Sandbox sandbox = new Sandbox(temporary);
    // Keep this short: the path of a socket has at most 107 bytes.
    Path socket = temporary.resolve("s" + version.hashCode() % 1000);
    List<String> qemuOptions =
        file(guestExport, "qemu.args")
            .utf8()
            .replaceAll("path=[^,\\s]*", "path=" + socket)
            .lines()
            .flatMap(line -> Arrays.stream(line.split(" ", 2)))
            .toList();
    Machine.Virt machine =
        (Machine.Virt) FoundKernels.found(FoundKernels.in(sandbox), version).machine();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Path own = Files.createDirectory(temporary.resolve(version));
    List<String> hosts = GivenKernels.versions();
    assumeTrue(!hosts.isEmpty(), "kernel: no User-mode Linux is given");
    Machine host =
        FoundKernels.found(FoundKernels.in(sandbox), hosts.get(hosts.size() - 1)).machine();
    try (AggregatorLines lines = new AggregatorLines(host, own);
        VhostUserGpio backEnd = new VhostUserGpio(SAMPLE, own.resolve("classes"), socket, lines)) {
      String ended =
          Boots.counted(sandbox)
              .boot(
                  SandboxRequest.of(
                          machine.with(new Hardware(List.of(), List.of(), qemuOptions)),
                          List.of("sh", "-c", SCRIPT))
                      .with(tree(sandbox, file(guestExport, "guest.dtbo")))
                      .within(Boots.LONGEST),
                  out,
                  OutputStream.nullOutputStream())
              .toString();
      String output = out.toString(StandardCharsets.UTF_8);
      String details = ended + "\n" + output + "\n" + backEnd.requests() + backEnd.failure();
      // Requests for both kinds of features, the owner, and the number of lines.
      assertThat(backEnd.requests()).as(details).contains(1, 15, 16, 3, 24);
      assertThat(output).as(details).contains("0x1069");
      assumeTrue(
          output.startsWith("driver\n"), "guest-gpio: " + version + " has no CONFIG_GPIO_VIRTIO");
      assertThat(output)
          .as(details)
          .contains("node /pcie@10000000/gpio@10,0/gpio\n")
          .containsPattern("line +0: +\"pump\"")
          .containsPattern("line +1: +\"valve\"")
          .containsPattern("line +2: +\"horn 2\"")
          .contains(" - 3 lines:")
          .containsPattern("got 1 gpiochip[0-9]+ 0\n");
      assertThat(backEnd.failure()).isEmpty();
      assertThat(lines.levels()).as("levels of the lines of the host").contains("1 1");
      // The guest read and set direction and value, and sent only requests that virtio defines.
      assertThat(backEnd.served()).contains(2, 3, 4, 5).isSubsetOf(1, 2, 3, 4, 5);
    }
  }

  private static Bytes tree(Sandbox sandbox, Bytes overlay)
      throws IOException, InterruptedException {
    SourceFile blob =
        new SourceFile("virt.dtb", sandbox.treeOfVirt(Hardware.USUAL, SandboxRequest.MEGABYTES));
    DeviceTree own = DtbReader.read(blob).value().orElseThrow();
    DeviceTree read = DtbReader.read(new SourceFile("guest.dtbo", overlay)).value().orElseThrow();
    List<Overlay> overlays = new ArrayList<>();
    overlays.add(OverlayReader.read("guest.dtbo", read).value().orElseThrow());
    return DtbWriter.write(OverlayStack.apply(own, overlays).value().orElseThrow().tree());
  }
}
