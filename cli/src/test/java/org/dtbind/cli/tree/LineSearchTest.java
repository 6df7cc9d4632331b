// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.gpio.GpioChip;
import org.dtbind.gpio.GpioLine;
import org.dtbind.gpio.LineMatch;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.kernel.LineInfo;
import org.dtbind.source.Bytes;
import org.junit.jupiter.api.Test;

class LineSearchTest {

  private static final LineSearch SEARCH =
      LineSearch.of(
          new LiveGpio(
              List.of(
                  chip("bank", "bank:1", "bank:0", "a"),
                  chip("bank:1", "user", "b"),
                  chip("user", "bank:2", "c"))),
          List.of());

  /** A chip whose lines have a consumer. */
  private static GpioChip chip(String label, String consumer, String... names) {
    List<GpioLine> lines = new ArrayList<>();
    for (String name : names) {
      Bytes bytes = Bytes.latin1(name);
      lines.add(
          GpioLine.fromUapi(new LineInfo(lines.size(), bytes, Bytes.latin1(consumer), 1), bytes));
    }
    return new GpioChip(
        label,
        "/dev/" + label,
        Optional.empty(),
        Optional.empty(),
        Optional.of(label),
        lines,
        Optional.empty());
  }

  private static String found(String pattern) {
    LineMatch<LineRow> match = SEARCH.match(pattern);
    return match.by() + " " + match.lines().stream().map(LineRow::name).toList();
  }

  @Test
  void firstInterpretationThatMatchesIsUsed() {
    assertThat(found("bank:0")).as("not an offset").isEqualTo("LINE [bank:0]");
    assertThat(found("bank:1")).as("neither a consumer nor an offset").isEqualTo("CHIP [b]");
    assertThat(found("user")).as("not a consumer").isEqualTo("CHIP [c]");
    assertThat(found("bank:2")).isEqualTo("CONSUMER [c]");
    assertThat(found("bank:0-1")).isEqualTo("OFFSET [bank:0, a]");
    assertThat(found("bank:3")).isEqualTo("NOTHING []");
  }
}
