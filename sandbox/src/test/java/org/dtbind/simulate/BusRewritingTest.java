// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.dtb.DtbWriter;
import org.dtbind.linux.KernelConfig;
import org.dtbind.linux.Population;
import org.dtbind.linux.Populations;
import org.dtbind.linux.TargetKernel;
import org.dtbind.linux.gpio.LineUses;
import org.dtbind.overlay.Sources;
import org.dtbind.source.Bytes;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;
import org.junit.jupiter.api.Test;

class BusRewritingTest {

  private static final String BOARD =
      """
      /dts-v1/;
      / {
        #address-cells = <1>; #size-cells = <1>;
        aliases { spi3 = "/soc/spi@1000"; i2c2 = "/soc/target-module@2000/i2c@0"; };
        soc {
          compatible = "simple-bus"; #address-cells = <1>; #size-cells = <1>; ranges;
          pio: gpio@500 {
            compatible = "acme,gpio"; reg = <0x500 0x10>; gpio-controller; #gpio-cells = <2>;
            ngpios = <8>;
          };
          spi@1000 {
            compatible = "brcm,bcm2835-spi"; reg = <0x1000 0x100>;
            #address-cells = <1>; #size-cells = <0>; cs-gpios = <0>, <&pio 3 1>;
            adc@0 { compatible = "acme,adc"; reg = <0>; };
            dac@1 { compatible = "acme,dac"; reg = <1>; };
            beyond@7 { compatible = "acme,dac"; reg = <7>; };
          };
          spi@1800 {
            compatible = "snps,dw-apb-ssi"; reg = <0x1800 0x100>;
            #address-cells = <1>; #size-cells = <0>;
            flash@2 { compatible = "acme,flash"; reg = <2>; };
          };
          target-module@2000 {
            compatible = "ti,sysc-omap2", "ti,sysc"; reg = <0x2000 4>; ranges = <0 0x2000 0x100>;
            #address-cells = <1>; #size-cells = <1>;
            i2c@0 {
              compatible = "ti,omap4-i2c"; reg = <0 0x80>; #address-cells = <1>; #size-cells = <0>;
              scl-gpios = <&pio 4 6>;
              sensor@48 { compatible = "ti,tmp102"; reg = <0x48>; };
            };
          };
        };
        soft: i2c { compatible = "i2c-gpio"; sda-gpios = <&pio 5 6>; scl-gpios = <&pio 6 6>; };
        mux { compatible = "i2c-mux-gpio"; i2c-parent = <&soft>; mux-gpios = <&pio 7 0>; };
      };
      """;

  private static final NodePath SPI = new NodePath("/soc/spi@1000");
  private static final NodePath I2C = new NodePath("/soc/target-module@2000/i2c@0");

  private static DeviceTree tree(String source) {
    return Sources.asBlob("board.dtb", Sources.tree("board.dts", source));
  }

  private static DtNode node(DeviceTree tree, String path) {
    return tree.node(new NodePath(path)).orElseThrow();
  }

  private static TargetKernel kernel(String... options) {
    Map<String, String> symbols = new HashMap<>(Map.of("OF", "y", "PCI", "y"));
    for (String option : options) {
      symbols.put(option, "y");
    }
    return TargetKernel.of(new KernelConfig(Optional.empty(), symbols));
  }

  private static Optional<String> device(DeviceTree tree, TargetKernel kernel, NodePath path) {
    Population population = Populations.at(Populations.of(tree, kernel), path);
    return population instanceof Population.Device device
        ? Optional.of(device.bus() + " " + device.name())
        : Optional.empty();
  }

  @Test
  void controllersDriveLinesOfOneChip() {
    DeviceTree made = SimulatedTree.of(tree(BOARD)).tree();
    DtNode spi = node(made, SPI.text());
    int chip = node(made, "/dtbind-buses/bank").phandle().orElseThrow();
    int pio = node(made, "/soc/gpio@500/bank").phandle().orElseThrow();
    assertThat(spi.compatible()).containsExactly("spi-gpio");
    assertThat(spi.cells("sck-gpios")).containsExactly(chip, 0, 0);
    assertThat(spi.cells("mosi-gpios")).containsExactly(chip, 1, 0);
    assertThat(spi.cells("miso-gpios")).containsExactly(chip, 2, 0);
    // The controller drives the first and third chip select itself (chip-selects.tsv has 3).
    assertThat(spi.cells("cs-gpios")).containsExactly(chip, 3, 1, pio, 3, 1, chip, 4, 1);
    assertThat(node(made, "/soc/spi@1800").compatible()).containsExactly("spi-gpio");
    assertThat(node(made, "/soc/spi@1800").cells("cs-gpios")).hasSize(9);
    DtNode i2c = node(made, I2C.text());
    assertThat(i2c.compatible()).containsExactly("i2c-gpio");
    assertThat(i2c.cells("sda-gpios")).containsExactly(chip, 11, 22);
    // The board's controller has this line for recovery.
    assertThat(i2c.cells("scl-gpios")).containsExactly(pio, 4, 22);
    assertThat(node(made, "/dtbind-buses/bank").cells("ngpios")).containsExactly(12);
  }

  private static final String RECOVERY =
      """
      /dts-v1/;
      / {
        #address-cells = <1>; #size-cells = <1>;
        pio: gpio@500 {
          compatible = "acme,gpio"; reg = <0x500 0x10>; gpio-controller; #gpio-cells = <2>;
          ngpios = <8>;
        };
        off: gpio@600 {
          compatible = "acme,gpio"; reg = <0x600 0x10>; gpio-controller; #gpio-cells = <2>;
          status = "disabled";
        };
        i2c@1000 { compatible = "brcm,bcm2835-i2c"; reg = <0x1000 0x100>; LINES };
        i2c { compatible = "i2c-gpio"; sda-gpios = <&pio 5 6>; scl-gpios = <&pio 6 0x26>; };
      };
      """;

  private static List<String> uses(String lines) {
    SimulatedTree simulated = SimulatedTree.of(tree(RECOVERY.replace("LINES", lines)));
    List<String> uses = new ArrayList<>();
    LineUses.of(simulated.tree()).stream()
        .filter(use -> use.node().text().equals("/i2c@1000"))
        .forEach(use -> uses.add(use.property() + " " + use.controller() + " " + use.cells()));
    simulated.dropped().stream()
        .filter(dropped -> dropped.node().text().equals("/i2c@1000"))
        .forEach(dropped -> uses.add("dropped " + dropped.property()));
    return uses;
  }

  /**
   * drivers/i2c/i2c-core-base.c, {@code i2c_gpio_init_generic_recovery()}, requests these lines.
   */
  @Test
  void linesForTheRecoveryOfABusStayInUse() {
    String pio = " /gpio@500/bank ";
    String buses = " /dtbind-buses/bank ";
    assertThat(uses("scl-gpios = <&pio 1 6>; sda-gpios = <&pio 2 0>;"))
        .containsExactly("scl-gpios" + pio + "[1, 22]", "sda-gpios" + pio + "[2, 16]");
    assertThat(uses("scl-gpio = <&pio 1 6>;"))
        .containsExactly("sda-gpios" + buses + "[0, 22]", "scl-gpio" + pio + "[1, 22]");
    assertThat(uses(""))
        .containsExactly("sda-gpios" + buses + "[0, 22]", "scl-gpios" + buses + "[1, 22]");
  }

  @Test
  void linesWithWhichTheBusWouldNotComeUpAreListedAsDropped() {
    String buses = " /dtbind-buses/bank ";
    for (String scl :
        List.of(
            "<&off 1 6>", "<99 1 6>", "<&pio 5 0>", "<0>", "<&pio 3 6>; x-gpios = <&pio 3 0>")) {
      assertThat(uses("scl-gpios = " + scl + ";"))
          .as(scl)
          .contains("sda-gpios" + buses + "[0, 22]", "scl-gpios" + buses + "[1, 22]")
          .contains("dropped scl-gpios");
    }
  }

  /** Without a pull-up, an idle bus is low, and each address seems to answer. */
  @Test
  void linesOfAnI2cGpioOfTheBoardArePulledUpUnlessItSaysOtherwise() {
    DeviceTree made = SimulatedTree.of(tree(RECOVERY.replace("LINES", ""))).tree();
    int pio = node(made, "/gpio@500/bank").phandle().orElseThrow();
    assertThat(node(made, "/i2c").cells("sda-gpios")).containsExactly(pio, 5, 22);
    assertThat(node(made, "/i2c").cells("scl-gpios")).containsExactly(pio, 6, 0x26);
  }

  @Test
  void devicesHaveTheNamesOfTheBoard() {
    TargetKernel kernel = kernel("SPI", "SPI_GPIO", "I2C", "I2C_GPIO", "TI_SYSC");
    SimulatedTree simulated = SimulatedTree.of(tree(BOARD), kernel);
    assertThat(simulated.buses().values())
        .extracting(bus -> bus.controller() + " " + bus.kind() + " " + bus.lacking().isPresent())
        .containsExactly(
            "/soc/spi@1000 SPI false",
            "/soc/spi@1800 SPI false",
            "/soc/target-module@2000 PLATFORM false",
            "/soc/target-module@2000/i2c@0 I2C false");
    DeviceTree made = simulated.tree();
    assertThat(device(made, kernel, SPI.child("adc@0"))).hasValue("spi spi3.0");
    assertThat(device(made, kernel, SPI.child("dac@1"))).hasValue("spi spi3.1");
    assertThat(device(made, kernel, SPI.child("beyond@7"))).isEmpty();
    assertThat(device(made, kernel, I2C)).hasValue("platform 2000.i2c");
    assertThat(device(made, kernel, I2C.child("sensor@48"))).hasValue("i2c 2-0048");
    assertThat(node(made, "/soc/target-module@2000").compatible()).containsExactly("simple-pm-bus");
  }

  @Test
  void driversThatWorkOnLinesAloneStay() {
    SimulatedTree simulated = SimulatedTree.of(tree(BOARD));
    assertThat(node(simulated.tree(), "/i2c").compatible()).containsExactly("i2c-gpio");
    assertThat(node(simulated.tree(), "/mux").compatible()).containsExactly("i2c-mux-gpio");
    assertThat(node(simulated.tree(), "/i2c").cells("sda-gpios").get(0))
        .isEqualTo(node(simulated.tree(), "/soc/gpio@500/bank").phandle().orElseThrow());
    SimulatedTree again = SimulatedTree.of(simulated.tree());
    assertThat(again.buses()).isEmpty();
    assertThat(DtbWriter.write(again.tree())).isEqualTo(DtbWriter.write(simulated.tree()));
  }

  @Test
  void kernelWithoutADriverKeepsItsControllers() throws IOException {
    TargetKernel kernel = TargetKernel.of(KernelConfig.read(Bytes.latin1("CONFIG_OF=y\n")).get());
    SimulatedTree simulated = SimulatedTree.of(tree(BOARD), kernel);
    assertThat(simulated.buses().values().stream().flatMap(bus -> bus.lacking().stream()))
        .containsExactly("SPI_GPIO", "SPI_GPIO", "I2C_GPIO");
    assertThat(node(simulated.tree(), SPI.text()).compatible()).containsExactly("brcm,bcm2835-spi");
    assertThat(simulated.tree().node(new NodePath("/dtbind-buses"))).isEmpty();
    assertThat(node(simulated.tree(), "/soc/target-module@2000").compatible())
        .containsExactly("simple-pm-bus");
  }

  @Test
  void malformedControllersAreNoError() {
    String source =
        """
        /dts-v1/;
        / {
          #address-cells = <1>; #size-cells = <1>;
          a: spi@0 {
            compatible = "acme,spi", "fsl,imx51-ecspi"; reg = <0 1>; cs-gpios = <99 1 2>;
            x@0 { compatible = "acme,x"; reg = <0>; };
          };
          spi@1 {
            compatible = "snps,dw-apb-ssi"; reg = <1 1>;
            x { compatible = "acme,x"; reg = <0xffffffff>; };
            y { compatible = "acme,x"; reg = <0x7fffffff>; };
            z { compatible = "acme,x"; };
          };
          spi@2 { compatible = "snps,dw-apb-ssi"; reg = <2 1>; spi-slave; slave { compatible = "acme,x"; }; };
          spi@3 { compatible = "snps,dw-apb-ssi"; reg = <3 1>; status = "disabled"; };
        };
        """;
    DeviceTree made = SimulatedTree.of(tree(source)).tree();
    // Linux ignores the whole list, and counts the chip selects that the controller drives itself.
    int chip = node(made, "/dtbind-buses/bank").phandle().orElseThrow();
    assertThat(node(made, "/spi@0").cells("cs-gpios"))
        .containsExactly(chip, 3, 1, chip, 4, 1, chip, 5, 1);
    assertThat(node(made, "/spi@1").cells("cs-gpios")).hasSize(3);
    assertThat(node(made, "/spi@2").compatible()).containsExactly("snps,dw-apb-ssi");
    assertThat(node(made, "/spi@3").compatible()).containsExactly("snps,dw-apb-ssi");
  }
}
