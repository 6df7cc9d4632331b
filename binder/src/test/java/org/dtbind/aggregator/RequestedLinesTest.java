// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.aggregator.live.LiveAggregator;
import org.dtbind.aggregator.live.LiveAggregator.CreationMethod;
import org.dtbind.aggregator.live.LiveAggregator.Source;
import org.dtbind.aggregator.live.SourceLine;
import org.dtbind.gpio.GpioChip;
import org.dtbind.gpio.GpioLine;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.kernel.LineInfo;
import org.dtbind.source.Bytes;
import org.junit.jupiter.api.Test;

class RequestedLinesTest {

  private static final LiveGpio.Place PRESENT = place("present");
  private static final Source KEPT = source("present", Optional.of(PRESENT));

  private static LiveGpio.Place place(String label) {
    GpioLine line =
        GpioLine.fromUapi(new LineInfo(0, Bytes.empty(), Bytes.empty(), 0), Bytes.empty());
    GpioChip chip =
        new GpioChip(
            label,
            "/dev/" + label,
            Optional.empty(),
            Optional.empty(),
            Optional.of(label),
            List.of(line),
            Optional.empty());
    return new LiveGpio.Place(chip, line);
  }

  private static Source source(String label, Optional<LiveGpio.Place> place) {
    return new Source(Optional.of(SourceLine.at(Bytes.latin1(label), 0, Bytes.empty())), place);
  }

  private static boolean matches(Source... lines) {
    LiveAggregator aggregator =
        new LiveAggregator(
            Optional.of("mine"),
            Optional.of("gpio-aggregator.0"),
            CreationMethod.CONFIGFS,
            Optional.of(place("gpio-aggregator.0").chip()),
            List.of(lines),
            true,
            true,
            false);
    return new RequestedLines(
            List.of(PRESENT), new ArrayList<>(List.of(Optional.empty())), Optional.empty())
        .matches(aggregator);
  }

  @Test
  void lineWithoutItsChipIsAnotherLine() {
    Source removed = source("removed", Optional.empty());
    assertThat(matches(KEPT)).isTrue();
    assertThat(matches(KEPT, removed)).isFalse();
    assertThat(matches(removed, KEPT)).isFalse();
  }
}
