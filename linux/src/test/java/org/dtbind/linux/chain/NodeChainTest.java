// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.dtbind.linux.Population;
import org.dtbind.linux.TreeOfPaths;
import org.dtbind.linux.chain.ChainEnd.Link;
import org.dtbind.linux.chain.NodeMatch.Words;
import org.dtbind.linux.gpio.GpioController;
import org.dtbind.linux.gpio.TreeLine;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.NodePath;
import org.junit.jupiter.api.Test;

class NodeChainTest {

  private static DeviceTree tree() {
    return TreeOfPaths.tree()
        .strings("/__symbols__", "gpio2", "/sim/bank")
        .strings("/__symbols__", "lost", "/nowhere")
        .strings("/aliases", "front", "/door")
        .strings("/sim", "compatible", "gpio-simulator")
        .cells("/sim/bank", "gpio-controller")
        .cells("/sim/bank", "#gpio-cells", 2)
        .cells("/sim/bank", "phandle", 7)
        .strings("/sim/bank", "gpio-line-names", "", "tür".replace("ü", "\u00c3\u00bc"))
        .cells("/sim/bank/hog", "gpio-hog")
        .cells("/sim/bank/hog", "gpios", 3, 0)
        .cells("/sim/bank/hog", "input")
        .strings("/door", "compatible", "acme,door")
        .cells("/door", "gpios", 7, 19, 0, 7, 20, 1)
        .strings("/door", "gpio-line-names", "open", "lock")
        .strings("/off", "compatible", "acme,off")
        .strings("/off", "status", "disabled")
        .strings("/soc", "compatible", "simple-bus")
        .strings("/soc/lamp", "compatible", "acme,lamp")
        .strings("/notbus/lamp", "compatible", "acme,lamp")
        .strings("/mfd", "compatible", "acme,mfd")
        .strings("/mfd/led", "compatible", "acme,led")
        .strings("/outer", "compatible", "acme,bus")
        .cells("/outer", "ranges")
        .strings("/outer/bulb", "compatible", "acme,lamp")
        .cells("/outer/plain", "x")
        .strings("/spi", "compatible", "brcm,bcm2835-spi")
        .strings("/spi/dev@0", "compatible", "spidev")
        .cells("/spi/dev@0", "reg", 0)
        .strings("/uio", "compatible", "generic-uio")
        .build();
  }

  private static NodeChain chain(String path) {
    return NodeChain.of(tree(), new NodePath(path));
  }

  private static String end(String path) {
    ChainEnd end = chain(path).end();
    return end.after() + ": " + end.reason() + "; " + String.join("; ", end.next());
  }

  @Test
  void chainCollectsTheFactsAboutANode() {
    NodeChain door = chain("/door");
    assertThat(door.aliases()).containsExactly("front");
    assertThat(door.compatible()).containsExactly("acme,door");
    assertThat(door.population()).isEqualTo(new Population.Device("platform", "door"));
    assertThat(door.chip().flatMap(GpioController::label)).hasValue("door");
    assertThat(door.lines()).extracting(TreeLine::name).containsExactly("open", "lock");
    assertThat(door.uses()).extracting(use -> use.offset().orElseThrow()).containsExactly(19, 20);
    NodeChain bank = chain("/sim/bank");
    assertThat(bank.labels()).containsExactly("gpio2");
    assertThat(bank.lines())
        .extracting(line -> line.offset().orElseThrow())
        .containsExactly(1, 3, 19, 20);
  }

  /** drivers/regulator/fixed.c requests the line itself. */
  @Test
  void linesOfARegulatorAreNotForAnAggregator() {
    DeviceTree tree =
        TreeOfPaths.tree()
            .cells("/bank", "gpio-controller")
            .cells("/bank", "#gpio-cells", 2)
            .cells("/bank", "#interrupt-cells", 2)
            .cells("/bank", "phandle", 7)
            .strings("/power", "compatible", "regulator-fixed")
            .cells("/power", "gpio", 7, 3, 0)
            .cells("/power", "interrupts-extended", 7, 4, 8)
            .build();
    NodeChain power = NodeChain.of(tree, new NodePath("/power"));
    assertThat(power.uses()).extracting(use -> use.offset().orElseThrow()).containsExactly(3, 4);
    assertThat(power.end().reason()).contains("for \"regulator-fixed\"").doesNotContain("aggr");
  }

  @Test
  void chainReportsItsEndAndTheNextSteps() {
    assertThat(end("/door"))
        .startsWith(
            "DEVICE: nothing blocks it so far: gpio-aggregator can bind to it if no kernel driver"
                + " matches it")
        .endsWith("; on the target: dtbind bind /door");
    assertThat(end("/soc/lamp")).contains("\"acme,lamp\"", "dtbind explain soc:lamp");
    assertThat(end("/sim/bank")).isEqualTo("NODE: gpio-sim creates a chip for it; ");
    assertThat(end("/off"))
        .isEqualTo(
            "NODE: /off has status \"disabled\";"
                + " set status = \"okay\" in /off, and boot with that tree");
    assertThat(end("/notbus/lamp"))
        .startsWith("NODE: it is below /notbus, which is not a bus")
        .endsWith(
            "; move the node below / or below a bus, or add compatible = \"simple-bus\" to /notbus");
    assertThat(end("/notbus")).endsWith("; add a 'compatible' property to the node");
    assertThat(end("/mfd/led"))
        .contains("acme,mfd", "nothing, if the driver of /mfd uses the node itself")
        .doesNotContain("simple-bus")
        .endsWith("dtbind explain /mfd");
    assertThat(end("/outer/bulb")).contains("dtbind explain /outer; if /outer is a plain bus");
    assertThat(end("/outer/plain")).doesNotContain("simple-bus");
    assertThat(end("/spi/dev@0"))
        .startsWith("NODE: spidev binds only to")
        .endsWith("; on the target: dtbind bind --driver spidev /spi/dev@0");
    assertThat(end("/uio")).startsWith("DEVICE: uio_pdrv_genirq binds only to");
    assertThat(end("/sim/bank/hog")).startsWith("NODE: ");
    String explain = "dtbind explain --tree a.dtb";
    assertThat(chain("/mfd/led").end(explain).next().get(1)).endsWith(explain + " /mfd");
    assertThat(chain("/soc/lamp").end(explain).next())
        .containsExactly("on the target: dtbind explain soc:lamp");
    ChainEnd liveEnd = chain("/off").endWithoutDevice("so it is");
    assertThat(liveEnd.after()).isEqualTo(Link.NODE);
    assertThat(liveEnd.reason()).isEqualTo("so it is");
    assertThat(liveEnd.clear()).isFalse();
    assertThat(liveEnd.next()).hasSize(1);
    assertThatThrownBy(() -> chain("/none")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void reasonsBecomeOneLine() {
    ChainEnd end = new ChainEnd(Link.NODE, true, List.of("a: b", "c"), List.of());
    assertThat(end.reason()).isEqualTo("nothing blocks it so far: a: b; then: c");
    assertThat(new ChainEnd(Link.NODE, "a", List.of()).reasons()).containsExactly("a");
  }

  @Test
  void wordMatchesLabelsAliasesPathsAndNames() {
    assertThat(found("lamp")).isEqualTo("/soc/lamp[node name] /notbus/lamp[node name] ");
    assertThat(found("soc:lamp")).isEqualTo("/soc/lamp[device name] ");
    assertThat(found("platform/soc:lamp")).isEqualTo("/soc/lamp[device name] ");
    assertThat(found("door")).isEqualTo("/door[device name, node name] ");
    assertThat(found("front")).isEqualTo("/door[alias] ");
    assertThat(found("gpio2")).isEqualTo("/sim/bank[label] ");
    assertThat(found("&gpio2")).isEqualTo("/sim/bank[label] ");
    assertThat(found("lock")).isEqualTo("/door[line name] ");
    assertThat(found("tür")).isEqualTo("/sim/bank[line name] ");
    assertThat(found("/soc/lamp/")).isEqualTo("/soc/lamp[node path] ");
    assertThat(found("/")).isEqualTo("/[node path] ");
    assertThat(found("lost")).isEmpty();
    assertThat(found("&front")).isEmpty();
    assertThat(found("")).isEmpty();
    assertThat(NodeMatch.find(tree(), "soc:lamp", Words.OF_TREE)).isEmpty();
    assertThat(NodeMatch.words(tree(), Words.PREDICTED))
        .contains("soc:lamp", "front", "gpio2", "tür", "/soc/lamp", "lamp");
  }

  private static String found(String word) {
    StringBuilder text = new StringBuilder();
    NodeMatch.find(tree(), word, Words.PREDICTED)
        .forEach(match -> text.append(match.node()).append(match.by()).append(' '));
    return text.toString();
  }
}
