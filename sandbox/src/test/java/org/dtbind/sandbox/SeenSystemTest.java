// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.dtbind.tree.NodePath;
import org.junit.jupiter.api.Test;

/** Tests the parser of the output of look.sh, with recorded output of two kernels. */
class SeenSystemTest {

  private static final String LINKS =
      """
      \u0001release 6.1.192
      \u0001links
      subsystem\t/sys/devices/platform/door\t../../../bus/platform
      of_node\t/sys/devices/platform/door\t../../../firmware/devicetree/base/door
      driver\t/sys/devices/platform/door\t../../../bus/platform/drivers/gpio-aggregator
      subsystem\t/sys/devices/platform/door/gpiochip1\t../../../../bus/gpio
      of_node\t/sys/devices/platform/door/gpiochip1\t../../../../firmware/devicetree/base/door
      subsystem\t/sys/devices/platform/soc:win\t../../../bus/platform
      of_node\t/sys/devices/platform/soc:win\t../../../firmware/devicetree/base/soc/win
      subsystem\t/sys/devices/system/cpu/cpu0\t../../../../bus/cpu
      subsystem\t/sys/devices/virtual/tty/tty0\t../../../../class/tty
      \u0001deferred
      soc:win\tplatform: supplier clock not ready
      \u0001chips
      """;

  private static SeenSystem parse(String chips) {
    return SeenSystem.parse(LINKS + chips + "\u0001end\n").orElseThrow();
  }

  @Test
  void devicesHaveTheirDriverOrDeferralReason() {
    assertThat(parse("").release()).isEqualTo("6.1.192");
    assertThat(parse("").devices())
        .containsExactly(
            new SeenSystem.Device(
                new NodePath("/door"),
                "platform",
                "door",
                Optional.of("gpio-aggregator"),
                Optional.empty(),
                Optional.empty()),
            new SeenSystem.Device(
                new NodePath("/soc/win"),
                "platform",
                "soc:win",
                Optional.empty(),
                Optional.of("platform: supplier clock not ready"),
                Optional.empty()));
  }

  @Test
  void refusedDevicesHaveTheirErrorUnlessTheyAreBound() {
    String log =
        """
        \u0001log
        <4>[    0.1] acme: probe of door failed with error -22
        <4>[    0.1] acme: probe of soc:win failed with error -22
        """;
    SeenSystem seen =
        SeenSystem.parse(LINKS.replace("soc:win\tplatform: supplier", "x\ty") + log + "\u0001end\n")
            .orElseThrow();
    assertThat(seen.devices())
        .extracting(SeenSystem.Device::refused)
        .containsExactly(
            Optional.empty(), Optional.of(new SeenSystem.Refused("acme", 22, List.of())));
    assertThat(parse(log).devices())
        .extracting(SeenSystem.Device::refused)
        .containsOnly(Optional.empty());
  }

  @Test
  void numbersInPathsSortByTheirValue() {
    String link =
        "subsystem\t/sys/devices/%1$s\t../bus/platform\nof_node\t/sys/devices/%1$s\t../firmware/devicetree/base/%1$s\n";
    StringBuilder links = new StringBuilder("\u0001links\n");
    for (String name : List.of("led-10", "led-2", "uart@10000", "uart@ff00", "led-9a", "led")) {
      links.append(link.formatted(name));
    }
    assertThat(SeenSystem.parse(links + "\u0001end\n").orElseThrow().devices())
        .extracting(SeenSystem.Device::name)
        .containsExactly("led", "led-2", "led-9a", "led-10", "uart@ff00", "uart@10000");
  }

  /** With a command, the script of a trial prints only that it has ended. */
  @Test
  void endAloneIsNoSystem() {
    assertThat(SeenSystem.parse("\u0001end\n")).isEmpty();
    assertThat(SeenSystem.parse(LINKS)).isEmpty();
  }

  @Test
  void devicesOfTheBoardMayHaveNamesOfAdaptersAndChips() {
    String links =
        """
        \u0001release 6.1.192
        \u0001links
        subsystem\t/sys/devices/platform/i2c-10\t../../../bus/platform
        of_node\t/sys/devices/platform/i2c-10\t../../../firmware/devicetree/base/i2c-10
        subsystem\t/sys/devices/platform/gpiochip2\t../../../bus/platform
        of_node\t/sys/devices/platform/gpiochip2\t../../../firmware/devicetree/base/gpiochip2
        subsystem\t/sys/devices/platform/mux/i2c-3\t../../../../bus/i2c
        of_node\t/sys/devices/platform/mux/i2c-3\t../../../../firmware/devicetree/base/mux/i2c@0
        subsystem\t/sys/devices/platform/sim/gpiochip3\t../../../../bus/gpio
        of_node\t/sys/devices/platform/sim/gpiochip3\t../../../../firmware/devicetree/base/sim/bank
        \u0001deferred
        \u0001chips
        \u0001end
        """;
    assertThat(SeenSystem.parse(links).orElseThrow().devices())
        .extracting(SeenSystem.Device::name)
        .containsExactly("gpiochip2", "i2c-10");
  }

  /** A label can contain a newline, so that what follows looks like another line. */
  @Test
  void linesThatNoKernelPrintsAreNoError() {
    assertThat(
            parse(
                    """
                    gpiochip99999999999: GPIOs 0-1, x:
                    gpiochip1: GPIOs 0-99999999999, x:
                    gpiochip2: GPIOs 9-2, x:
                    """)
                .chips())
        .containsExactly(new SeenSystem.Chip("gpiochip2", "x", 0, Optional.empty(), List.of()));
  }

  @Test
  void chipsAreReadInBothKernelFormats() {
    SeenSystem.Chip door =
        new SeenSystem.Chip("gpiochip1", "door", 2, Optional.of(new NodePath("/door")), List.of());
    assertThat(
            parse(
                    """
                    gpiochip1: GPIOs 4062-4063, parent: platform/door, door, can sleep:
                     gpio-4063 (lock                )
                    gpiochip0: GPIOs 4064-4095, gpio2:
                    """)
                .chips())
        .containsExactly(
            new SeenSystem.Chip("gpiochip0", "gpio2", 32, Optional.empty(), List.of()), door);
    assertThat(
            parse(
                    """
                    gpiochip1: 2 GPIOs, parent: platform/door, door, can sleep:
                     gpio-0   (<unused>) input,pull-down
                    """)
                .chips())
        .containsExactly(door);
  }

  @Test
  void lineNamesOfAnAggregatorAreRead() {
    String chips =
        """
        gpiochip2: 3 GPIOs, parent: platform/gpio-aggregator.1, gpio-aggregator.1:
        gpiochip3: 2 GPIOs, parent: platform/gpio-aggregator.0, gpio-aggregator.0:
        \u0001names
        gpio-aggregator.1\t2\tred lamp
        gpio-aggregator.1\t0\tsiren
        gpio-aggregator.1\t1\t
        gpio-aggregator.1\tmany\tx
        \tno device
        """;
    assertThat(parse(chips).chips())
        .extracting(SeenSystem.Chip::names)
        .containsExactly(List.of("siren", "", "red lamp"), List.of());
  }

  @Test
  void incompleteOutputIsRejected() {
    assertThat(SeenSystem.parse(LINKS)).isEmpty();
  }
}
