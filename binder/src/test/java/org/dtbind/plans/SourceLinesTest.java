// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.plans;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.dtbind.aggregator.live.LiveAggregator;
import org.dtbind.aggregator.live.LiveAggregators;
import org.dtbind.device.LiveTree;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.gpio.SourceLines;
import org.dtbind.gpio.SourceLines.SourceEntry;
import org.dtbind.kernel.Kernel;
import org.dtbind.linux.gpio.LineRef;
import org.dtbind.tree.NodePath;
import org.junit.jupiter.api.Test;

class SourceLinesTest {

  private static final NodePath DOOR = new NodePath("/door");

  /** A chip of which others use lines 2 and 6, and the device {@code door} its lines 5 and 199. */
  private static final String SYSTEM =
      """
      /sys/bus/gpio/devices/gpiochip0 -> ../../../devices/platform/pio/gpiochip0
      /sys/devices/platform/pio/gpiochip0/of_node -> ../../../../firmware/devicetree/base/pio
      gpiochip0 "pio" 256 lines
        2 "" used by "fan"
        5 "" used by "door"
        6 "" used by "leds"
        199 "" used by "door"
      /sys/bus/gpio/devices/gpiochip1 -> ../../../devices/platform/door/gpiochip1
      /sys/devices/platform/door/gpiochip1/of_node -> ../../../../firmware/devicetree/base/door
      gpiochip1 "door" 2 lines
      /sys/bus/platform/devices/door -> ../../../devices/platform/door
      /sys/bus/platform/drivers/gpio-aggregator/door -> ../../../../devices/platform/door
      /sys/devices/platform/door/driver -> ../../../bus/platform/drivers/gpio-aggregator
      /sys/devices/platform/door/of_node -> ../../../firmware/devicetree/base/door
      /dev/gpiochip0 c 254:0 root:root 0600
      /dev/gpiochip1 c 254:1 root:root 0600
      """;

  /** Returns the system with the controller {@code pio} and the device {@code door}. */
  private static Kernel kernel(String controller, String door, String... others) {
    String source =
        """
        /dts-v1/;
        / {
        	pio: pio { gpio-controller; %s };
        	door: door { %s };
        	%s
        };
        """
            .formatted(controller, door, String.join("\n\t", others));
    return TreeKernel.of(SYSTEM + "devicetree:\n" + source.indent(2));
  }

  private static SourceLines read(Kernel kernel) {
    return SourceLines.of(LiveTree.of(kernel.sysfs()), DOOR).orElseThrow();
  }

  private static List<Optional<LineRef>> lines(Kernel kernel) {
    return read(kernel).entries().stream().map(SourceEntry::line).toList();
  }

  private static List<String> obstacles(Kernel kernel) {
    return read(kernel).obstacles(LiveGpio.read(kernel), "door");
  }

  private static LiveAggregator aggregator(Kernel kernel) {
    return LiveAggregators.ofDevice(kernel, Optional.of("door")).orElseThrow();
  }

  private static List<String> sources(Kernel kernel) {
    return aggregator(kernel).lines().stream().map(LiveAggregator.Source::text).toList();
  }

  private static LineRef line(String controller, int offset) {
    return new LineRef(new NodePath(controller), Optional.of(offset));
  }

  @Test
  void firstOfTwoCellsIsTheOffset() {
    Kernel kernel = kernel("#gpio-cells = <2>;", "gpios = <&pio 199 0>, <&pio 6 0>, <&pio 256 0>;");
    assertThat(lines(kernel))
        .containsExactly(
            Optional.of(line("/pio", 199)),
            Optional.of(line("/pio", 6)),
            Optional.of(line("/pio", 256)));
    assertThat(obstacles(kernel))
        .containsExactly(
            "gpios[1] is line 6 of pio (gpiochip0), which is used by \"leds\"",
            "gpios[2] requests line 256 of pio (gpiochip0), which has 256 lines");
  }

  /** pinctrl-sunxi.c: the specifiers are bank, pin and flags. */
  @Test
  void bankOfAnAllwinnerControllerIsNotTheOffset() {
    Kernel kernel =
        kernel(
            "compatible = \"allwinner,sun50i-h6-pinctrl\"; #gpio-cells = <3>;",
            "gpios = <&pio 6 7 0>, <&pio 0 5 0>;");
    assertThat(lines(kernel))
        .containsExactly(Optional.of(line("/pio", 199)), Optional.of(line("/pio", 5)));
    assertThat(sources(kernel)).containsExactly("pio:199", "pio:5");
    assertThat(aggregator(kernel).ordered()).isTrue();
  }

  @Test
  void linesBeyondAnAllwinnerBankAreUnknown() {
    Kernel kernel =
        kernel(
            "compatible = \"allwinner,sun50i-h6-pinctrl\"; #gpio-cells = <3>;",
            "gpios = <&pio 6 32 0>, <&pio 0xffffffff 5 0>;");
    LineRef unknown = new LineRef(new NodePath("/pio"), Optional.empty());
    assertThat(lines(kernel)).containsExactly(Optional.of(unknown), Optional.of(unknown));
    assertThat(obstacles(kernel)).isEmpty();
  }

  /** gpio-tegra186.c: eight numbers for each port, although ports have fewer pins. */
  @Test
  void numberOfATegraLineIsNotTheOffset() {
    Kernel kernel =
        kernel("compatible = \"nvidia,tegra194-gpio\"; #gpio-cells = <2>;", "gpios = <&pio 6 0>;");
    assertThat(obstacles(kernel)).isEmpty();
  }

  /** pinctrl-spmi-gpio.c, pinctrl-ssbi-gpio.c. */
  @Test
  void linesOfQualcommPmicsCountFromOne() {
    Kernel kernel =
        kernel(
            "compatible = \"qcom,pm8150-gpio\", \"qcom,spmi-gpio\"; #gpio-cells = <2>;",
            "gpios = <&pio 200 0>, <&pio 6 0>, <&pio 7 0>;");
    assertThat(obstacles(kernel))
        .containsExactly("gpios[2] is line 6 of pio (gpiochip0), which is used by \"leds\"");
    assertThat(sources(kernel).get(0)).isEqualTo("pio:199");
  }

  @Test
  void lineOfAConnectorIsThatOfTheMappedController() {
    Kernel kernel =
        kernel(
            "#gpio-cells = <2>;",
            "gpios = <&plug 0 0>, <&plug 1 0>, <&plug 2 0>;",
            "plug: plug { #gpio-cells = <2>; gpio-map = <0 0 &pio 199 0>, <1 0 &pio 6 0>; };");
    assertThat(lines(kernel))
        .containsExactly(
            Optional.of(line("/pio", 199)), Optional.of(line("/pio", 6)), Optional.empty());
    assertThat(obstacles(kernel))
        .containsExactly(
            "gpios[1] is line 6 of pio (gpiochip0), which is used by \"leds\"",
            "gpios[2] refers to /plug, whose 'gpio-map' has no such line");
  }

  @Test
  void emptyEntryHasNoLineAndNoCells() {
    Kernel kernel = kernel("#gpio-cells = <2>;", "gpios = <0>, <&pio 6 0>;");
    assertThat(lines(kernel)).containsExactly(Optional.empty(), Optional.of(line("/pio", 6)));
    assertThat(obstacles(kernel))
        .containsExactly(
            "gpios[0] is empty",
            "gpios[1] is line 6 of pio (gpiochip0), which is used by \"leds\"");
  }

  @Test
  void controllerMayHaveNoChip() {
    Kernel kernel =
        kernel(
            "#gpio-cells = <2>;",
            "gpios = <&lost 6 0>;",
            "lost: lost { gpio-controller; #gpio-cells = <2>; };");
    assertThat(obstacles(kernel))
        .containsExactly("gpios[0] refers to /lost, which currently has no GPIO chip");
    assertThat(sources(kernel)).containsExactly("pio:5", "pio:199");
  }

  @Test
  void malformedEntryEndsTheList() {
    assertThat(obstacles(kernel("#gpio-cells = <2>;", "gpios = <&pio 1 0 &door 6 0>;")))
        .containsExactly("gpios[1] refers to /door, which is not a GPIO controller");
    assertThat(obstacles(kernel("#gpio-cells = <2>;", "gpios = <&pio 1 0 77 6 0>;")))
        .containsExactly("gpios[1] refers to a node that does not exist");
    assertThat(obstacles(kernel("#gpio-cells = <2>;", "gpios = <&pio 1 0 &pio 6>;")))
        .containsExactly("gpios[1] is incomplete: a specifier of /pio has 2 cells");
  }

  /** drivers/gpio/gpiolib-of.c, {@code of_gpio_get_count()}. */
  @Test
  void firstListWithoutMalformedEntriesCounts() {
    String both = "gpios = <%s>; gpio = <&pio 6 0>;";
    assertThat(read(kernel("#gpio-cells = <2>;", both.formatted("&pio 1 0"))).property())
        .isEqualTo("gpios");
    assertThat(read(kernel("#gpio-cells = <2>;", both.formatted("&pio 1 0 &pio 2"))).property())
        .isEqualTo("gpio");
    assertThat(read(kernel("#gpio-cells = <2>;", both.formatted(""))).property()).isEqualTo("gpio");
    LiveTree none = LiveTree.of(kernel("#gpio-cells = <2>;", "gpios;").sysfs());
    assertThat(SourceLines.of(none, DOOR)).isEmpty();
  }

  /** Firmware before ePAPR 1.0 writes {@code linux,phandle}. */
  @Test
  void oldPhandleIsFound() {
    Kernel kernel =
        kernel(
            "#gpio-cells = <2>;",
            "gpios = <77 6 0>;",
            "old { gpio-controller; #gpio-cells = <2>; linux,phandle = <77>; };");
    assertThat(lines(kernel)).containsExactly(Optional.of(line("/old", 6)));
  }
}
