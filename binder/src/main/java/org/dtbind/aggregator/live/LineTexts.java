// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator.live;

import java.util.List;
import java.util.stream.Stream;
import org.dtbind.gpio.LiveGpio;

/** The texts by which lines of an aggregator are shown to users. */
public final class LineTexts {

  private LineTexts() {}

  /**
   * {@return chip and offset, which are unique: {@code gpiochip0 3}}
   *
   * @param place of the line
   */
  public static String at(LiveGpio.Place place) {
    return place.chip().name() + " " + place.line().offset();
  }

  /**
   * {@return the lines that are in use, and their users}
   *
   * @param places of lines
   */
  public static List<String> used(Stream<LiveGpio.Place> places) {
    return places
        .filter(place -> place.line().used())
        .map(
            place ->
                "%s: \"%s\" has it"
                    .formatted(text(place), place.line().consumer().orElse("the kernel")))
        .toList();
  }

  /**
   * {@return as text: {@code line 3 of gpio2 (gpiochip0), "relay-1"}}
   *
   * @param place of the line
   */
  public static String text(LiveGpio.Place place) {
    String name = place.line().name();
    return "line %d of %s%s"
        .formatted(
            place.line().offset(), place.chip().text(), name.isEmpty() ? "" : ", \"" + name + "\"");
  }
}
