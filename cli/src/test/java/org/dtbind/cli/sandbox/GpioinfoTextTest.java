// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GpioinfoTextTest {

  @Test
  void chipsAreReadFromVersion1Output() {
    String text =
        """
        gpiochip12 - 2 lines:
        \tline   0:       "open"       unused   input  active-high
        \tline   1:       "lock"       unused   input  active-high
        gpiochip0 - 1 lines:
        \tline   0:      unnamed       unused   input  active-high
        """;
    assertThat(GpioinfoText.chips(text)).isEqualTo(List.of(List.of("open", "lock"), List.of("")));
  }

  @Test
  void chipsAreReadFromVersion2Output() {
    String text =
        """
        gpiochip1 - 2 lines:
        \tline   0:\t"open"          \tinput
        \tline   1:\tunnamed         \tinput consumer="x"
        """;
    assertThat(GpioinfoText.chips(text)).isEqualTo(List.of(List.of("open", "")));
  }

  @Test
  void otherTextHasNoChips() {
    assertThat(GpioinfoText.chips("gpioinfo: looking up chip door: No such file\n")).isEmpty();
  }
}
