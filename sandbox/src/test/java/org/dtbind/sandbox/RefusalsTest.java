// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.dtbind.sandbox.SeenSystem.Refused;
import org.junit.jupiter.api.Test;

/** Tests what is found in the logs of kernels, with recorded lines of both. */
class RefusalsTest {

  private static final String REGULATOR =
      """
      <6>[    0.040000] printk: console [stderr0] disabled
      <7>[    0.060000] bus: 'platform': __driver_probe_device: matched device regulator-sd with driver gpio-regulator
      <7>[    0.060000] bus: 'platform': really_probe: probing driver gpio-regulator with device regulator-sd
      <6>[    0.060000] vsd: Bringing 1800000uV into 3300000-3300000uV
      <3>[    0.060000] vsd: invalid voltage constraints
      <3>[    0.060000] gpio-regulator regulator-sd: Failed to register regulator: -22
      <4>[    0.060000] gpio-regulator: probe of regulator-sd failed with error -22
      <4>[    0.060000] epollctl add err fd 5, Operation not permitted
      """;

  private static Map<String, Refused> of(String log) {
    return Refusals.of(log.lines().toList());
  }

  @Test
  void messagesOfAProbeAreFoundWhetherOrNotTheyNameTheDevice() {
    assertThat(of(REGULATOR))
        .isEqualTo(
            Map.of(
                "regulator-sd",
                new Refused(
                    "gpio-regulator",
                    22,
                    List.of(
                        "vsd: invalid voltage constraints",
                        "gpio-regulator regulator-sd: Failed to register regulator: -22"))));
  }

  @Test
  void silentRejectionsAreFound() {
    assertThat(
            of(
                """
                <7>[    0.060000] bus: 'platform': really_probe: probing driver leds-gpio with device leds
                <7>[    0.060000] leds-gpio: probe of leds rejects match -19
                """))
        .isEqualTo(Map.of("leds", new Refused("leds-gpio", 19, List.of())));
  }

  @Test
  void newerKernelsNameTheDeviceFirst() {
    assertThat(
            of(
                """
                <7>[    0.100000] platform delay: bus: 'platform': really_probe: probing driver gpio-aggregator with device
                <3>[    0.100000] gpio-aggregator delay: lines are missing
                <3>[    0.100000] gpio-aggregator delay: probe with driver gpio-aggregator failed with error -2
                """))
        .isEqualTo(
            Map.of(
                "delay",
                new Refused(
                    "gpio-aggregator", 2, List.of("gpio-aggregator delay: lines are missing"))));
  }

  /** A bus whose driver probes a device on it, which fails; then the bus itself fails. */
  @Test
  void messagesBelongToTheInnermostProbe() {
    String log =
        """
        <7>[    0.1] bus: 'platform': really_probe: probing driver spi_gpio with device spi
        <7>[    0.1] bus: 'spi': really_probe: probing driver spidev with device spi0.0
        <3>[    0.1] spidev spi0.0: inner
        <4>[    0.1] spidev: probe of spi0.0 failed with error -22
        <7>[    0.1] bus: 'spi': really_probe: probing driver spidev with device spi0.1
        <7>[    0.1] driver: 'spidev': driver_bound: bound to device 'spi0.1'
        <3>[    0.1] spi_gpio spi: outer
        <4>[    0.1] spi_gpio: probe of spi failed with error -5
        """;
    assertThat(of(log))
        .isEqualTo(
            Map.of(
                "spi0.0", new Refused("spidev", 22, List.of("spidev spi0.0: inner")),
                "spi", new Refused("spi_gpio", 5, List.of("spi_gpio spi: outer"))));
  }

  @Test
  void probesThatWaitOrSucceedAreNotRefused() {
    assertThat(
            of(
                """
                <7>[    0.1] bus: 'platform': really_probe: probing driver gpio-keys with device keys
                <7>[    0.1] platform keys: Driver gpio-keys requests probe deferral
                <3>[    0.1] something else
                <7>[    0.1] platform leds: bus: 'platform': really_probe: probing driver leds-gpio with device
                <7>[    0.1] leds-gpio leds: driver: 'leds-gpio': driver_bound: bound to device
                """))
        .isEmpty();
  }
}
