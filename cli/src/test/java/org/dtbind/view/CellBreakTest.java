// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CellBreakTest {

  @Test
  void linesBreakAtSpacesThenAtPartsThenAnywhere() {
    assertThat(CellBreak.lines("one two  three", 8)).containsExactly("one two", "three");
    assertThat(CellBreak.lines("/soc/bus@1/dev@2", 8)).containsExactly("/soc/", "bus@1/", "dev@2");
    assertThat(CellBreak.lines("abcdefgh", 3)).containsExactly("abc", "def", "gh");
    assertThat(CellBreak.lines("\ud83d\ude00\ud83d\ude00\ud83d\ude00", 2))
        .containsExactly("\ud83d\ude00\ud83d\ude00", "\ud83d\ude00");
  }

  @Test
  void longTextIsBrokenInLinearTime() {
    String text = "a b".repeat(1_000_000);
    assertTimeoutPreemptively(
        Duration.ofMinutes(2), () -> assertThat(CellBreak.lines(text, 10)).isNotEmpty());
  }
}
