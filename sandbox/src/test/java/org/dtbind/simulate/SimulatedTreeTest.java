// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dtbind.dtb.DtbWriter;
import org.dtbind.dts.print.DtsPrinter;
import org.dtbind.linux.Population;
import org.dtbind.linux.Populations;
import org.dtbind.linux.gpio.GpioTree;
import org.dtbind.linux.gpio.LineUses;
import org.dtbind.overlay.Sources;
import org.dtbind.testing.Golden;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.NodePath;
import org.junit.jupiter.api.Test;

class SimulatedTreeTest {

  private static final Path DIRECTORY = Path.of("src/test/resources/simulate");

  private static DeviceTree board() throws IOException {
    return Sources.tree("board.dts", Files.readString(DIRECTORY.resolve("board.dts")));
  }

  @Test
  void simulatedTreeMatchesTheExpectedTree() throws IOException {
    SimulatedTree simulated = SimulatedTree.of(Sources.asBlob("board.dtb", board()));
    StringBuilder text = new StringBuilder(DtsPrinter.print(simulated.tree()));
    simulated.chips().forEach(chip -> text.append("// ").append(chip).append('\n'));
    simulated.dropped().forEach(one -> text.append("// ").append(one).append('\n'));
    Golden.check(DIRECTORY.resolve("simulated.dts"), text.toString());
  }

  @Test
  void sourceAndBlobGiveTheSameTree() throws IOException {
    SimulatedTree fromSource = SimulatedTree.of(board());
    SimulatedTree fromBlob = SimulatedTree.of(Sources.asBlob("board.dtb", board()));
    assertThat(DtbWriter.write(fromSource.tree())).isEqualTo(DtbWriter.write(fromBlob.tree()));
    assertThat(fromSource.chips()).isEqualTo(fromBlob.chips());
    assertThat(fromSource.dropped()).isEqualTo(fromBlob.dropped());
  }

  /** Sources and blobs may have such names. */
  @Test
  void propertiesWithoutAUsualNameAreAccepted() throws IOException {
    DeviceTree tree =
        Sources.tree(
            "odd.dts",
            "/dts-v1/; / { aliases { a0 = \"/\"; }; g: gpio { gpio-controller; #gpio-cells = <2>; };"
                + " led { -gpios = <&g 0 0>; }; };");
    DtNode aliases = tree.root().children().get(0);
    DtProperty nameless =
        new DtProperty("", aliases.property("a0").orElseThrow().value(), List.of(), List.of());
    List<DtNode> children = new ArrayList<>(tree.root().children());
    children.set(0, aliases.withProperties(List.of(nameless)));
    SimulatedTree simulated = SimulatedTree.of(tree.withRoot(tree.root().withChildren(children)));
    assertThat(simulated.tree().aliases()).containsKey("");
  }

  @Test
  void lineSpecifiersAreConvertedForTheSimulatedChips() throws IOException {
    DeviceTree tree = SimulatedTree.of(board()).tree();
    List<String> lines =
        LineUses.of(tree).stream()
            .map(
                use -> use.node() + "[" + use.index() + "] " + use.controller() + " " + use.cells())
            .toList();
    assertThat(lines)
        .containsExactlyInAnyOrder(
            "/soc/pinctrl@2000/bank/led-hog[0] /soc/pinctrl@2000/bank [226, 1]",
            "/regulator[0] /soc/pinctrl@2000/bank [35, 0]",
            "/door[0] /soc/pinctrl@2000/bank [233, 1]",
            "/door[2] /soc/gpio@3000/bank [19, 0]",
            "/door[3] /dtbind-chips/gpio-20 [3, 1]",
            "/door[4] /soc/gpio@4000/bank [40, 1]",
            "/door[0] /soc/gpio@5000 [1, 0]");
  }

  @Test
  void labelsReferToTheSimulatedChips() throws IOException {
    DeviceTree tree = SimulatedTree.of(Sources.asBlob("board.dtb", board())).tree();
    assertThat(tree.symbols())
        .containsEntry("pio", new NodePath("/soc/pinctrl@2000/bank"))
        .containsEntry("expander", new NodePath("/dtbind-chips/gpio-20"))
        .containsEntry("clk", new NodePath("/clock"));
  }

  @Test
  void treeWithOnlySimulatedChipsIsUnchanged() throws IOException {
    Path door = Path.of("../samples/door/door.dts");
    DeviceTree tree =
        Sources.tree(
            "door.dts",
            Files.readString(door)
                .replaceAll("(?m)^#.*", "")
                .replace("GPIO_ACTIVE_HIGH", "0")
                .replace("GPIO_ACTIVE_LOW", "1"));
    SimulatedTree simulated = SimulatedTree.of(tree);
    assertThat(simulated.chips()).isEmpty();
    assertThat(simulated.dropped()).isEmpty();
    assertThat(DtbWriter.write(simulated.tree())).isEqualTo(DtbWriter.write(tree));
  }

  @Test
  void symbolMayBeAnyText() {
    DeviceTree tree =
        Sources.tree("x.dts", "/dts-v1/; / { __symbols__ { a = \"/\\n/\"; b = \"//\"; }; };");
    assertThat(SimulatedTree.of(tree).tree().root()).isEqualTo(tree.root());
  }

  @Test
  void simulatedTreeIsNotSimulatedAgain() throws IOException {
    DeviceTree once = SimulatedTree.of(board()).tree();
    SimulatedTree twice = SimulatedTree.of(once);
    assertThat(twice.chips()).isEmpty();
    assertThat(DtbWriter.write(twice.tree())).isEqualTo(DtbWriter.write(once));
    assertThat(GpioTree.of(once).controllers()).hasSize(5);
  }

  /** rs90.dts has a device named memory. */
  @Test
  void onlyNodesThatDescribeMemoryAreDropped() {
    DeviceTree board =
        Sources.tree(
            "x.dts",
            "/dts-v1/; / { memory@1 { compatible = \"mtd-ram\"; }; memory { };"
                + " ram { device_type = \"memory\"; }; };");
    assertThat(SimulatedTree.of(board).dropped())
        .extracting(Dropped::node)
        .containsExactly(new NodePath("/memory"), new NodePath("/ram"));
  }

  /** Linux would wait for the supplier before it probes the device. */
  @Test
  void referencesToSuppliersAreDropped() {
    DeviceTree board =
        Sources.tree(
            "x.dts",
            "/dts-v1/; / { battery: battery { compatible = \"acme,battery\"; };"
                + " gauge { compatible = \"acme,gauge\"; power-supplies = <&battery>;"
                + " monitored-battery = <&battery>; }; };");
    assertThat(SimulatedTree.of(board).dropped())
        .extracting(Dropped::property)
        .containsExactly("power-supplies");
  }

  /** mpfs-polarberry.dts: drivers/of/base.c, {@code of_get_cpu_node()}, ignores the status. */
  @Test
  void disabledProcessorIsNotTheOneThatBoots() {
    DeviceTree board =
        Sources.tree(
            "x.dts",
            """
            /dts-v1/;
            / {
              cpus {
                #address-cells = <1>; #size-cells = <0>;
                cpu@0 { device_type = "cpu"; reg = <0>; status = "disabled"; };
                cpu@1 { device_type = "cpu"; reg = <1>; };
              };
            };
            """);
    SimulatedTree simulated = SimulatedTree.of(board);
    NodePath cpus = new NodePath("/cpus");
    assertThat(simulated.tree().node(cpus.child("cpu@0")).orElseThrow().property("reg")).isEmpty();
    assertThat(simulated.tree().node(cpus.child("cpu@1")).orElseThrow().cells("reg"))
        .containsExactly(0);
    assertThat(simulated.dropped())
        .extracting(Dropped::node)
        .containsExactly(cpus.child("cpu@0"), cpus.child("cpu@1"));
  }

  /** drivers/clk/clk-fixed-rate.c, which User-mode Linux does not have. */
  @Test
  void nodesThatAreSetUpBeforeDevicesExistBecomeNone() {
    DeviceTree board =
        Sources.tree(
            "x.dts",
            "/dts-v1/; / { clock { compatible = \"fixed-clock\"; }; door { compatible = \"a,b\"; }; };");
    SimulatedTree simulated = SimulatedTree.of(board);
    assertThat(Populations.of(simulated.tree()).values())
        .extracting(Population::text)
        .containsExactly("/clock has no \"compatible\" property", "becomes platform device door");
    assertThat(simulated.dropped())
        .containsExactly(new Dropped(new NodePath("/clock"), "compatible", Dropped.Reason.EARLY));
  }

  /** User-mode Linux panics at 118: aspeed-bmc-facebook-minipack.dts has 146. */
  @Test
  void aliasesBeyondTheKernelsMemoryAreDropped() {
    StringBuilder source =
        new StringBuilder(
            "/dts-v1/; / { #address-cells = <1>; #size-cells = <1>; x { }; "
                + "bus: i2c@0 { compatible = \"brcm,bcm2835-i2c\"; reg = <0 1>; }; aliases { ");
    for (int i = 0; i < 150; i++) {
      source.append("x%d = \"/x\"; ".formatted(i));
    }
    source.append("plain = \"/x\"; i2c7 = &bus; }; };");
    SimulatedTree simulated = SimulatedTree.of(Sources.tree("x.dts", source.toString()));
    assertThat(simulated.tree().aliases())
        .hasSize(101)
        .containsKeys("plain", "i2c7", "x98")
        .doesNotContainKey("x99");
    assertThat(simulated.dropped())
        .hasSize(51)
        .allMatch(one -> one.reason() == Dropped.Reason.ALIAS);
  }
}
