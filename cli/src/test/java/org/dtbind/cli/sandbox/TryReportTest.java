// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.dtbind.compile.CompileOptions;
import org.dtbind.compile.Compiler;
import org.dtbind.sandbox.SeenSystem;
import org.dtbind.sandbox.SystemState;
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

  private static final DeviceTree BOARD =
      new Compiler(
              new CompileOptions(List.of(), List.of(), true, true),
              name -> Optional.of(Bytes.latin1(TREE)))
          .compile("t.dts")
          .value()
          .orElseThrow();

  private static SeenSystem.Device device(String node, String name, Optional<String> driver) {
    return new SeenSystem.Device(new NodePath(node), "platform", name, driver, Optional.empty());
  }

  private static TryReport report(List<String> declared, NotSimulated without) {
    SeenSystem seen =
        new SeenSystem(
            "6.1",
            List.of(
                device("/driven", "driven", Optional.of("acme")),
                device("/keys", "keys", Optional.empty()),
                device("/soc", "soc", Optional.of("simple-pm-bus"))),
            List.of());
    return new TryReport(
        new TryInput.Board(
            BOARD,
            List.of(),
            without,
            declared.stream().map(NodePath::new).toList(),
            Optional.empty(),
            SimulatedTree.of(BOARD)),
        seen,
        SystemState.NONE);
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
  void reasonOfThePartThatIsNotSimulatedIsShown() {
    NotSimulated without =
        new NotSimulated(
            List.of(new NotSimulated.Part("device:0", "/soc/i2c@1000/rtc@50", "no such bus")));
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
}
