// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dtbind.it.AggregatorCases.created;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dtbind.aggregator.Aggregators;
import org.dtbind.aggregator.CreateRequest;

/**
 * Uses the back end of samples/guest-gpio on an aggregator; {@link GuestGpioTest} uses it with a
 * guest.
 */
final class GuestChipCases {

  private static final String WIRE = "/sys/devices/platform/sim/gpiochip0/sim_gpio";

  private final Target target;

  GuestChipCases(Target target) {
    this.target = target;
  }

  List<Case> all() {
    return List.of(new Case("backEndDrivesLinesOfAnAggregator", this::drives));
  }

  private static String level(int line) throws IOException {
    return Files.readString(Path.of(WIRE + line + "/value")).strip();
  }

  private void drives() throws Exception {
    created(
        new Aggregators(target.kernel())
            .create(CreateRequest.of("guests", List.of("gpio2:20-21"))));
    Path sample =
        Path.of(System.getProperty("dtbind.docs", ""))
            .resolveSibling("samples/guest-gpio/VhostDeviceGpio.java");
    String chip = Path.of("/dev/gpio/guests").toRealPath().toString();
    try (VhostUserGpio.Chip lines = VhostUserGpio.chip(sample, Path.of("/tmp/guest-gpio"), chip)) {
      drive(lines);
    }
    // The chip is not in use now, so the aggregator can be deleted.
    AggregatorCases.delete(target.kernel(), "guests");
  }

  private void drive(VhostUserGpio.Lines lines) throws IOException {
    assertThat(lines.names()).hasSize(2);
    assertThat(lines.set(1, 1)).isTrue();
    assertThat(level(21)).isEqualTo("0");
    assertThat(lines.direct(1, 1)).isTrue();
    assertThat(List.of(level(20), level(21))).containsExactly("0", "1");
    assertThat(List.of(lines.direction(1), lines.value(1))).containsExactly(1, 1);
    assertThat(lines.set(1, 0)).isTrue();
    assertThat(level(21)).isEqualTo("0");
    target.write(WIRE + "20/pull", "pull-up");
    assertThat(lines.direct(0, 2)).isTrue();
    assertThat(List.of(lines.direction(0), lines.value(0))).containsExactly(2, 1);
    target.write(WIRE + "20/pull", "pull-down");
    assertThat(lines.value(0)).isZero();
  }
}
