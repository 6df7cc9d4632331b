// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SystemStateTest {

  private static final String PRINTED =
      """
      \u0001failed
      relay.service
      \u0001errors
      [    1.0] systemd[1]: Failed to start relay.service.
      [    1.0] relay[70]: no such chip
      \u0001nodes
      /dev/gpiochip1\tpump\trelays\t660
      /dev/null\troot\troot\t666
      /dev/odd\troot\troot\t0
      \u0001udev
      P: /devices/platform/relays
      P: /devices/platform/relays/gpiochip1
      N: gpiochip1
      S: gpio/relays
      S: gpio/pumps
      P: /devices/virtual/mem/null
      N: null
      P: /devices/virtual/gone
      N: gone
      \u0001release 6.1
      \u0001end
      """;

  @Test
  void deviceNodesHaveTheirOwnersModesAndLinks() {
    assertThat(SystemState.parse(PRINTED).nodes())
        .containsExactly(
            new SystemState.Node(
                "/dev/gpiochip1",
                "/devices/platform/relays/gpiochip1",
                "pump",
                "relays",
                "0660",
                List.of("/dev/gpio/relays", "/dev/gpio/pumps")),
            new SystemState.Node(
                "/dev/null", "/devices/virtual/mem/null", "root", "root", "0666", List.of()));
  }

  @Test
  void failedUnitsAndMessagesAreListed() {
    SystemState state = SystemState.parse(PRINTED);
    assertThat(state.failed()).containsExactly("relay.service");
    assertThat(state.errors())
        .containsExactly(
            "[    1.0] systemd[1]: Failed to start relay.service.",
            "[    1.0] relay[70]: no such chip");
    assertThat(SystemState.parse("\u0001failed\n\n\u0001end\n")).isEqualTo(SystemState.NONE);
  }
}
