// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator.live;

import java.util.List;
import java.util.stream.Stream;
import org.dtbind.gpio.LiveGpio;

/** The texts that identify lines of an aggregator to users. */
public final class LineTexts {

  private LineTexts() {}

  /**
   * {@return the chip's name and the offset, which together are unique, such as {@code gpiochip0
   * 3}}
   */
  public static String at(LiveGpio.Place place) {
    return place.chip().name() + " " + place.line().offset();
  }

  /**
   * {@return the lines that are in use and their consumers, one per line of text}
   *
   * @param places the lines to check
   */
  public static List<String> used(Stream<LiveGpio.Place> places) {
    return places
        .filter(place -> place.line().used())
        .map(
            place ->
                "%s is used by \"%s\""
                    .formatted(text(place), place.line().consumer().orElse("the kernel")))
        .toList();
  }

  /** {@return a description such as {@code line 3 ("relay-1") of gpio2 (gpiochip0)}} */
  public static String text(LiveGpio.Place place) {
    String name = place.line().name();
    return "line %d%s of %s"
        .formatted(
            place.line().offset(),
            name.isEmpty() ? "" : " (\"" + name + "\")",
            place.chip().text());
  }
}
