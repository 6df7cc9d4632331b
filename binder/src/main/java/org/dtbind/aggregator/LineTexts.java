// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator;

import java.util.List;
import java.util.stream.Stream;
import org.dtbind.gpio.LiveGpio;

/** How lines that an aggregator is made of are named to people. */
final class LineTexts {

  private LineTexts() {}

  static String at(LiveGpio.Place place) {
    return place.chip().name() + " " + place.line().offset();
  }

  static List<String> used(Stream<LiveGpio.Place> places) {
    return places
        .filter(place -> place.line().used())
        .map(
            place ->
                "%s: \"%s\" has it"
                    .formatted(text(place), place.line().consumer().orElse("the kernel")))
        .toList();
  }

  /** For people: {@code line 3 of gpio2 (gpiochip0), "relay-1"}. */
  static String text(LiveGpio.Place place) {
    String name = place.line().name();
    return "line %d of %s%s"
        .formatted(
            place.line().offset(), place.chip().text(), name.isEmpty() ? "" : ", \"" + name + "\"");
  }
}
