// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.simulate;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dtbind.compile.CompileOptions;
import org.dtbind.compile.Compiler;
import org.dtbind.linux.KernelConfig;
import org.dtbind.linux.TargetKernel;
import org.dtbind.overlay.generate.Declared;
import org.dtbind.overlay.generate.OverlayGeneration;
import org.dtbind.source.Bytes;
import org.dtbind.source.SourceFile;
import org.dtbind.spec.SpecReader;
import org.dtbind.spec.Specification;
import org.dtbind.tree.DeviceTree;
import org.junit.jupiter.api.Test;

/** Trials B3: finds the parts of a declaration that User-mode Linux cannot simulate. */
class NotSimulatedTest {

  private static final String TREE =
      """
      /dts-v1/;
      / {
        #address-cells = <1>; #size-cells = <1>;
        aliases { spi0 = &spi; };
        soc {
          compatible = "simple-bus"; #address-cells = <1>; #size-cells = <1>; ranges;
          spi: spi@1000 {
            compatible = "brcm,bcm2835-spi"; reg = <0x1000 0x100>;
            #address-cells = <1>; #size-cells = <0>;
            adc: adc@0 { compatible = "acme,adc"; reg = <0>; };
          };
          i2c@2000 {
            compatible = "brcm,bcm2835-i2c"; reg = <0x2000 0x100>;
            #address-cells = <1>; #size-cells = <0>;
            rtc: rtc@50 { compatible = "acme,rtc"; reg = <0x50>; };
          };
          off: spi@3000 {
            compatible = "brcm,bcm2835-spi"; reg = <0x3000 0x100>; status = "disabled";
            dac: dac@0 { compatible = "acme,dac"; reg = <0>; };
          };
          target-module@4000 {
            compatible = "ti,sysc-omap4", "ti,sysc"; reg = <0x4000 0x100>; ranges;
            #address-cells = <1>; #size-cells = <1>;
            pwm: pwm@4000 { compatible = "acme,pwm"; reg = <0x4000 0x10>; };
          };
          own: own@5000 {
            compatible = "acme,bus"; reg = <0x5000 0x100>;
            leaf: leaf { compatible = "acme,leaf"; };
          };
          cell: uart@6000 { compatible = "arm,pl011", "arm,primecell"; reg = <0x6000 0x1000>; };
          cell2: uart@8000 { compatible = "acme,uart"; reg = <0x8000 0x100>; };
          pins: gpio@9000 {
            compatible = "acme,gpio"; reg = <0x9000 0x100>; gpio-controller; #gpio-cells = <2>;
          };
          plain: plain@7000 { compatible = "acme,plain"; reg = <0x7000 0x100>; };
        };
      };
      """;

  private static final String DECLARED =
      """
      apiVersion: dtbind/v1
      devices:
        - { node: "&plain", bind: uio_pdrv_genirq }
        - { node: "&adc", bind: spidev }
        - { node: "&rtc", bind: acme }
        - { node: "&dac", bind: spidev }
        - { node: "&pwm", bind: uio_pdrv_genirq }
        - { node: "&leaf", bind: uio_pdrv_genirq }
        - { node: "&cell", bind: vfio-amba }
        - { node: "&spi", status: okay }
        - { node: "&cell2", group: modem }
        - { node: "&own", selinux: "system_u:object_r:device_t:s0" }
        - { node: "&pins", group: gpios }
      aggregators: [{ name: relays, lines: [pump] }]
      iommuGroups: [{ member: "0000:00:02.0", bind: vfio-pci, owner: qemu }]
      """;

  @Test
  void partsThatCannotBeSimulatedAreListed() {
    Bytes source = Bytes.latin1(TREE);
    CompileOptions options = new CompileOptions(List.of(), List.of(), true, true);
    DeviceTree tree =
        new Compiler(options, name -> Optional.of(source)).compile("t.dts").value().orElseThrow();
    Specification declared =
        SpecReader.read(new SourceFile("b.yaml", Bytes.utf8(DECLARED))).value().orElseThrow();
    NotSimulated notSimulated =
        NotSimulated.of(
            declared,
            OverlayGeneration.compare(declared, tree).value().orElseThrow(),
            SimulatedTree.of(tree),
            false);
    assertThat(notSimulated.parts().stream().map(part -> part.name() + ": " + part.reason()))
        .containsExactly(
            "/soc/i2c@2000/rtc@50: on a board with i2c-bcm2835 it becomes an I²C device; no"
                + " alias gives the number of its bus",
            "/soc/own@5000/leaf: on a board the driver of /soc/own@5000 (compatible \"acme,bus\")"
                + " decides whether it becomes a device",
            "/soc/uart@6000: on a board it becomes amba device 6000.uart",
            "/soc/uart@8000: the driver that creates its device nodes on a board is not in User-mode Linux",
            "/soc/own@5000: the driver that creates its device nodes on a board is not in User-mode Linux",
            "the IOMMU group of 0000:00:02.0: User-mode Linux has no IOMMU; on a"
                + " board: bound to vfio-pci, owner qemu");
    Specification remaining = DeclaredEntry.without(declared, notSimulated.leftOut());
    assertThat(remaining.devices()).hasSize(declared.devices().size() - 5);
    assertThat(remaining.aggregators()).isEqualTo(declared.aggregators());
    assertThat(remaining.iommuGroups()).isEmpty();
    assertThat(DeclaredEntry.without(declared, Set.of())).isEqualTo(declared);
  }

  @Test
  void driverMissingInUserModeLinuxIsReported() {
    String text =
        "apiVersion: dtbind/v1\ndevices: [{ node: /soc/plain@7000, bind: vfio-platform }]\n";
    CompileOptions options = new CompileOptions(List.of(), List.of(), true, true);
    DeviceTree tree =
        new Compiler(options, name -> Optional.of(Bytes.latin1(TREE)))
            .compile("t.dts")
            .value()
            .orElseThrow();
    Specification declared =
        SpecReader.read(new SourceFile("b.yaml", Bytes.utf8(text))).value().orElseThrow();
    assertThat(
            NotSimulated.of(
                    declared,
                    OverlayGeneration.compare(declared, tree).value().orElseThrow(),
                    SimulatedTree.of(tree),
                    false)
                .parts())
        .extracting(NotSimulated.Part::reason)
        .containsExactly("User-mode Linux has no vfio-platform");
  }

  /** A board's configuration without some drivers, of which the sandbox has one. */
  @Test
  void whatTheKernelOfTheBoardLacksIsLeftOut() throws IOException {
    CompileOptions options = new CompileOptions(List.of(), List.of(), true, true);
    DeviceTree tree =
        new Compiler(options, name -> Optional.of(Bytes.latin1(TREE)))
            .compile("t.dts")
            .value()
            .orElseThrow();
    Specification declared =
        SpecReader.read(new SourceFile("b.yaml", Bytes.utf8(DECLARED))).value().orElseThrow();
    String most = "CONFIG_OF=y\nCONFIG_SPI=y\nCONFIG_SPI_BCM2835=m\nCONFIG_UIO_PDRV_GENIRQ=m\n";
    assertThat(reasons(declared, tree, most + "CONFIG_SPI_SPIDEV=m\n"))
        .contains(
            "aggregator relays: the target kernel has no CONFIG_GPIO_AGGREGATOR",
            "/soc/i2c@2000/rtc@50: the target kernel creates no device for it: the kernel has no"
                + " driver that populates /soc/i2c@2000, such as i2c-bcm2835 (CONFIG_I2C_BCM2835,"
                + " drivers/i2c/busses/i2c-bcm2835.c)")
        .noneMatch(part -> part.contains("SPIDEV") || part.contains("UIO"));
    assertThat(reasons(declared, tree, most))
        .contains("/soc/spi@1000/adc@0: the target kernel has no CONFIG_SPI_SPIDEV");
    TargetKernel target = TargetKernel.of(KernelConfig.read(Bytes.latin1(most)).orElseThrow());
    assertThat(SimulatedTree.of(tree, TargetKernel.ANY, target).buses().values())
        .extracting(bus -> bus.controller() + " " + bus.lacking().orElse("-") + " " + bus.leftOut())
        .contains("/soc/spi@1000 - false", "/soc/i2c@2000 I2C_BCM2835 true");
  }

  /** Files for each boot contain neither of these entries; the third one changes nothing. */
  @Test
  void entriesThatNoBootRestoresAreLeftOutOfAWholeSystem() {
    String text =
        """
        apiVersion: dtbind/v1
        devices:
          - { node: /soc/plain@7000, bind: uio_pdrv_genirq, persist: false }
          - { node: "&pins", group: gpios, persist: false }
          - { node: "&leaf", persist: false }
          - { node: "&pwm", bind: uio_pdrv_genirq, persist: true }
        aggregators: [{ name: relays, lines: [pump], persist: false }, { name: b, lines: [c] }]
        """;
    DeviceTree tree =
        new Compiler(
                new CompileOptions(List.of(), List.of(), true, true),
                name -> Optional.of(Bytes.latin1(TREE)))
            .compile("t.dts")
            .value()
            .orElseThrow();
    Specification declared =
        SpecReader.read(new SourceFile("b.yaml", Bytes.utf8(text))).value().orElseThrow();
    List<Declared> devices = OverlayGeneration.compare(declared, tree).value().orElseThrow();
    SimulatedTree simulated = SimulatedTree.of(tree);
    assertThat(NotSimulated.of(declared, devices, simulated, false).parts()).isEmpty();
    NotSimulated once = NotSimulated.of(declared, devices, simulated, true);
    assertThat(once.parts())
        .extracting(part -> DeclaredEntry.text(part.entry().stream().collect(toSet())))
        .containsExactly("device:0", "device:1", "aggregator:0");
    assertThat(DeclaredEntry.entries(DeclaredEntry.text(once.leftOut()))).isEqualTo(once.leftOut());
    assertThat(DeclaredEntry.entries("")).isEmpty();
    assertThat(once.parts()).allMatch(part -> part.reason().startsWith("'persist: false' keeps"));
  }

  private static List<String> reasons(Specification declared, DeviceTree tree, String config)
      throws IOException {
    TargetKernel target = TargetKernel.of(KernelConfig.read(Bytes.latin1(config)).orElseThrow());
    NotSimulated parts =
        NotSimulated.of(
            declared,
            OverlayGeneration.compare(declared, tree).value().orElseThrow(),
            SimulatedTree.of(tree, TargetKernel.ANY, target),
            false);
    assertThat(DeclaredEntry.without(declared, parts.leftOut()).aggregators()).isEmpty();
    return parts.parts().stream().map(part -> part.name() + ": " + part.reason()).toList();
  }
}
