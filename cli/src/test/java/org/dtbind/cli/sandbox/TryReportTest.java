// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.compile.CompileOptions;
import org.dtbind.compile.Compiler;
import org.dtbind.linux.KernelConfig;
import org.dtbind.linux.TargetKernel;
import org.dtbind.sandbox.SeenSystem;
import org.dtbind.sandbox.SystemState;
import org.dtbind.simulate.DeclaredEntry;
import org.dtbind.simulate.NotSimulated;
import org.dtbind.simulate.SimulatedTree;
import org.dtbind.source.Bytes;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.NodePath;
import org.dtbind.view.Terminal;
import org.junit.jupiter.api.Test;

class TryReportTest {

  private static final String TREE =
      """
      /dts-v1/;
      / {
        soc {
          compatible = "simple-bus"; #address-cells = <1>; #size-cells = <1>; ranges;
          i2c@1000 {
            compatible = "brcm,bcm2835-i2c"; reg = <0x1000 0x100>;
            #address-cells = <1>; #size-cells = <0>;
            rtc@50 { compatible = "acme,rtc"; reg = <0x50>; };
          };
        };
        keys { compatible = "gpio-keys"; };
        driven { compatible = "acme,driven"; };
      };
      """;

  private static final String I2C = "/soc/i2c@1000";

  private static final DeviceTree BOARD = tree(TREE);

  private static final TargetKernel WITHOUT_I2C =
      TargetKernel.of(new KernelConfig(Optional.empty(), Map.of("OF", "y")));

  private static DeviceTree tree(String text) {
    return new Compiler(
            new CompileOptions(List.of(), List.of(), true, true),
            name -> Optional.of(Bytes.latin1(text)))
        .compile("t.dts")
        .value()
        .orElseThrow();
  }

  private static SeenSystem.Device device(String node, String name, Optional<String> driver) {
    return new SeenSystem.Device(
        new NodePath(node), "platform", name, driver, Optional.empty(), Optional.empty());
  }

  private static TryReport report(List<String> declared, NotSimulated without) {
    return report(
        BOARD,
        TargetKernel.ANY,
        declared,
        without,
        List.of(
            device("/driven", "driven", Optional.of("acme")),
            device("/keys", "keys", Optional.empty()),
            device("/soc", "soc", Optional.of("simple-pm-bus"))));
  }

  private static TryReport report(
      DeviceTree board,
      TargetKernel target,
      List<String> declared,
      NotSimulated without,
      List<SeenSystem.Device> seen) {
    return new TryReport(
        new TryInput.Board(
            List.of(),
            without,
            declared.stream().map(NodePath::new).toList(),
            Optional.empty(),
            SimulatedTree.of(board, TargetKernel.ANY, target)),
        new SeenSystem("6.1", seen, List.of()),
        SystemState.NONE);
  }

  private static List<String> missing(DeviceTree board, SeenSystem.Device... seen) {
    return report(board, TargetKernel.ANY, List.of(), NotSimulated.NONE, List.of(seen)).missing();
  }

  private static List<String> nodes(TryReport report, boolean all) {
    return report
        .text(all, Terminal.NONE)
        .lines()
        .dropWhile(line -> !line.startsWith("DEVICE"))
        .skip(1)
        .takeWhile(line -> !line.isBlank())
        .map(line -> line.replaceAll(" +", " ").strip())
        .toList();
  }

  @Test
  void declaredDevicesComeFirstWhetherOrNotTheSandboxHasThem() {
    assertThat(nodes(report(List.of("/soc/i2c@1000/rtc@50", "/keys"), NotSimulated.NONE), false))
        .containsExactly(
            "- - - /soc/i2c@1000/rtc@50 no device here: depends on the driver of /soc/i2c@1000"
                + " (compatible \"brcm,bcm2835-i2c\"): i2c-bcm2835 (CONFIG_I2C_BCM2835,"
                + " drivers/i2c/busses/i2c-bcm2835.c)",
            "keys platform - /keys",
            "driven platform acme /driven");
  }

  @Test
  void declaredNodesThatNeverBecomeDevicesHaveNoRow() {
    DeviceTree board = tree(TREE.replace("\"gpio-keys\";", "\"gpio-keys\"; key-1 { };"));
    TryReport report =
        report(
            board,
            TargetKernel.ANY,
            List.of("/keys/key-1", "/keys"),
            NotSimulated.NONE,
            List.of(device("/keys", "keys", Optional.of("gpio-keys"))));
    assertThat(nodes(report, false)).containsExactly("keys platform gpio-keys /keys");
  }

  @Test
  void reasonOfThePartThatIsNotSimulatedIsShown() {
    NotSimulated without =
        new NotSimulated(
            List.of(
                new NotSimulated.Part(
                    Optional.of(new DeclaredEntry(DeclaredEntry.Section.DEVICE, 0)),
                    Optional.of(new NodePath("/soc/i2c@1000/rtc@50")),
                    "/soc/i2c@1000/rtc@50",
                    "no such bus")));
    assertThat(nodes(report(List.of("/soc/i2c@1000/rtc@50"), without), false))
        .first()
        .isEqualTo("- - - /soc/i2c@1000/rtc@50 no device here: no such bus");
  }

  @Test
  void busesAreShownOnlyAmongAllDevicesOrIfTheyAreDeclared() {
    assertThat(nodes(report(List.of(), NotSimulated.NONE), false))
        .containsExactly("driven platform acme /driven");
    assertThat(nodes(report(List.of(), NotSimulated.NONE), true))
        .contains("soc platform simple-pm-bus /soc");
    assertThat(nodes(report(List.of("/soc"), NotSimulated.NONE), false))
        .first()
        .isEqualTo("soc platform simple-pm-bus /soc");
  }

  @Test
  void simulatedBusThatDidNotComeUpIsMissing() {
    SeenSystem.Device rtc = device(I2C + "/rtc@50", "0-0050", Optional.empty());
    assertThat(missing(BOARD, device(I2C, "1000.i2c", Optional.of("i2c-gpio")), rtc)).isEmpty();
    assertThat(missing(BOARD, device(I2C, "1000.i2c", Optional.empty())))
        .containsExactly(
            "/soc/i2c@1000: the simulated driver did not bind to device 1000.i2c, so this I²C bus"
                + " and 1 device on it are missing");
    assertThat(missing(BOARD))
        .containsExactly(
            "/soc/i2c@1000: the kernel did not create the device of the simulated controller, so"
                + " this I²C bus and 1 device on it are missing");
    assertThat(missing(BOARD, device(I2C, "1000.i2c", Optional.of("i2c-gpio"))))
        .containsExactly(
            "/soc/i2c@1000/rtc@50: the kernel did not create this device on the simulated I²C bus of"
                + " /soc/i2c@1000");
  }

  @Test
  void busWithADriverOfItsOwnIsMissingToo() {
    DeviceTree board =
        tree(
            TREE.replace(
                "compatible = \"simple-bus\"",
                "compatible = \"ti,sysc-omap2\", \"ti,sysc\"; reg = <0 4>"));
    assertThat(missing(board))
        .containsExactly(
            "/soc: the kernel did not create the device of the simulated controller, so this bus and"
                + " 1 device on it are missing",
            "/soc/i2c@1000: the kernel did not create the device of the simulated controller, so"
                + " this I²C bus and 1 device on it are missing");
  }

  /** The board lacks these devices, too, or the report says otherwise that they are missing. */
  @Test
  void whatWasNotToBeSimulatedIsNotMissing() {
    TryReport without = report(BOARD, WITHOUT_I2C, List.of(), NotSimulated.NONE, List.of());
    assertThat(without.missing()).isEmpty();
    assertThat(without.text(false, Terminal.NONE))
        .contains(
            "not simulated: 1 I²C controller, because the target kernel has no CONFIG_I2C_BCM2835\n");
    DeviceTree board =
        tree(
            TREE.replace(
                    "rtc@50 {",
                    "off@1 { compatible = \"x\"; reg = <1>; status = \"disabled\"; };"
                        + " plain@2 { reg = <2>; }; far@80 { compatible = \"x\"; reg = <0x80>; };"
                        + " rtc@50 {")
                .replace(
                    "reg = <0x50>;", "reg = <0x50>; }; twin { compatible = \"x\"; reg = <0x50>;"));
    assertThat(
            missing(
                board,
                device(I2C, "1000.i2c", Optional.of("i2c-gpio")),
                device(I2C + "/rtc@50", "0-0050", Optional.empty())))
        .isEmpty();
  }

  /** Each device on a simulated bus, and on one that is simulated by the board itself. */
  @Test
  void devicesOnSimulatedBusesHaveANote() {
    SeenSystem.Device rtc =
        new SeenSystem.Device(
            new NodePath(I2C + "/rtc@50"),
            "i2c",
            "0-0050",
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    SeenSystem.Device adc =
        new SeenSystem.Device(
            new NodePath("/spi/adc@0"),
            "spi",
            "spi0.0",
            Optional.of("spidev"),
            Optional.empty(),
            Optional.empty());
    assertThat(
            nodes(
                report(
                    BOARD,
                    TargetKernel.ANY,
                    List.of(),
                    NotSimulated.NONE,
                    List.of(device(I2C, "1000.i2c", Optional.of("i2c-gpio")), rtc, adc)),
                false))
        .containsExactly(
            "0-0050 i2c - /soc/i2c@1000/rtc@50 no chip answers",
            "spi0.0 spi spidev /spi/adc@0 no chip answers");
  }

  @Test
  void devicesThatOnlyTheBoardHasAreCountedAndListed() {
    DeviceTree board =
        tree(
            """
            /dts-v1/;
            / {
              #address-cells = <1>; #size-cells = <1>;
              aliases { i2c1 = "/i2c@1000"; };
              mdio@2000 {
                compatible = "brcm,unimac-mdio"; reg = <0x2000 0x100>;
                #address-cells = <1>; #size-cells = <0>;
                phy@1 { compatible = "ethernet-phy-ieee802.3-c22"; reg = <1>; };
                switch@2 { compatible = "acme,switch"; reg = <2>; };
              };
              uart@3000 { compatible = "arm,pl011", "arm,primecell"; reg = <0x3000 0x1000>; };
              i2c@1000 {
                compatible = "brcm,bcm2835-i2c"; reg = <0x1000 0x100>;
                #address-cells = <1>; #size-cells = <0>;
                rtc@50 { compatible = "acme,rtc"; reg = <0x50>; };
              };
              clock { compatible = "fixed-clock"; #clock-cells = <0>; clock-frequency = <1>; };
            };
            """);
    TryReport report =
        report(
            board,
            TargetKernel.ANY,
            List.of(),
            NotSimulated.NONE,
            List.of(
                device("/mdio@2000", "2000.mdio", Optional.empty()),
                device("/i2c@1000", "1000.i2c", Optional.of("i2c-gpio")),
                device("/i2c@1000/rtc@50", "1-0050", Optional.empty())));
    assertThat(report.text(false, Terminal.NONE))
        .contains(
            "\nnot simulated: 1 AMBA device, 2 MDIO devices, which only the kernel of the board"
                + " creates\n");
    assertThat(report.text(true, Terminal.NONE).replaceAll(" +", " "))
        .contains(
            """
            NOT SIMULATED REASON
            /mdio@2000/phy@1 on a board with mdio-bcm-unimac it becomes an MDIO device
            /mdio@2000/switch@2 on a board with mdio-bcm-unimac it becomes an MDIO device
            /uart@3000 on a board it becomes amba device 3000.uart
            """);
  }
}
