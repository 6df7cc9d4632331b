// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.gpio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dtbind.gpio.LineArgument.Named;
import org.dtbind.gpio.LineArgument.OnChip;
import org.junit.jupiter.api.Test;

class LineArgumentTest {

  private static OnChip on(String chip, Integer... offsets) {
    return new OnChip(chip, List.of(offsets));
  }

  @Test
  void lastColonSeparatesChipAndOffsets() {
    assertThat(LineArgument.chipAndOffsets("soc:door:0-1")).hasValue(on("soc:door", 0, 1));
    assertThat(LineArgument.chipAndOffsets("e6050000.gpio:20,19"))
        .hasValue(on("e6050000.gpio", 20, 19));
    assertThat(LineArgument.chipAndOffsets("5:7")).hasValue(on("5", 7));
  }

  @Test
  void invalidOffsetsArePartOfAName() {
    for (String text :
        List.of(
            "soc:door", "door:", ":1", "door:1-", "door:-1", "door:,1", "door:1,", "door:0x3")) {
      assertThat(LineArgument.chipAndOffsets(text)).as(text).isEmpty();
    }
  }

  @Test
  void descendingOrTooLargeRangeIsRejected() {
    for (String text : List.of("3-1", "65536", "0-65536", "99999999999")) {
      assertThat(LineArgument.offsets(text)).as(text).isEmpty();
    }
    assertThat(LineArgument.offsets("65535").orElseThrow()).containsExactly(65535);
    assertThat(LineArgument.offsets("3-3").orElseThrow()).containsExactly(3);
  }

  @Test
  void kernelSyntaxHasNamesAndChipsWithOffsets() {
    assertThat(LineArgument.sequence("e6052000.gpio 19,20-21 lock"))
        .containsExactly(on("e6052000.gpio", 19, 20, 21), new Named("lock"));
    assertThat(LineArgument.sequence("\"a name\" bank3 0 \"7\" open"))
        .containsExactly(new Named("a name"), on("bank3", 0), new Named("7"), new Named("open"));
    // Like the kernel, treats a second list as a name.
    assertThat(LineArgument.sequence("bank3 0 4 b"))
        .containsExactly(on("bank3", 0), new Named("4"), new Named("b"));
    assertThat(LineArgument.sequence("a 3-1")).containsExactly(new Named("a"), new Named("3-1"));
    assertThat(LineArgument.sequence("eq=x b")).containsExactly(new Named("eq=x"), new Named("b"));
    assertThat(LineArgument.sequence(" \t")).isEmpty();
    assertThat(LineArgument.sequence("\"open end")).containsExactly(new Named("open end"));
  }

  @Test
  void syntaxOf2019HasChipsWithAnyNumberOfOffsets() {
    assertThat(LineArgument.sequence("gpiochip0 19 20")).containsExactly(on("gpiochip0", 19, 20));
    assertThat(LineArgument.sequence("gpiochip0 19 20, gpiochip3 3"))
        .containsExactly(on("gpiochip0", 19, 20), on("gpiochip3", 3));
    assertThat(LineArgument.sequence("bank3 1 2 , bank4 5"))
        .containsExactly(on("bank3", 1, 2), on("bank4", 5));
  }

  @Test
  void listsLongerThanAnyChipAreRejected() {
    assertThat(LineArgument.offsets("0-65535").orElseThrow()).hasSize(65_536);
    assertThat(LineArgument.offsets("0-65535,0")).isEmpty();
    assertThat(LineArgument.chipAndOffsets("bank:" + "0-65535,".repeat(10_000) + "1")).isEmpty();
    assertThat(LineArgument.sequence("gpiochip0 0-65535 1, x"))
        .hasSize(3)
        .endsWith(new Named("1"), new Named("x"));
  }
}
