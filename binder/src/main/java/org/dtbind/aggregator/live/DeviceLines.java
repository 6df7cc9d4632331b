// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator.live;

import java.util.List;
import java.util.Optional;
import org.dtbind.aggregator.live.LiveAggregator.Source;
import org.dtbind.gpio.GpioChip;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.LineInfo;
import org.dtbind.source.Bytes;

/** Which lines the devices of the driver have, by what the kernel says of each line's consumer. */
record DeviceLines(Kernel kernel, LiveGpio gpio) {

  private static final String DEVICES = "/sys/bus/platform/devices/";

  Optional<GpioChip> chip(String device) {
    return gpio.chips().stream()
        .filter(chip -> chip.parent().filter(device::equals).isPresent())
        .findFirst();
  }

  /**
   * Whether a device has exactly these lines. What a line's consumer is called, whoever has the
   * line chooses: it counts only where no more lines say so than the device's own chip has.
   */
  boolean isMadeOf(List<SourceLine> lines, String device) {
    return lines.size() == places(device).size()
        && isWhole(device)
        && sources(lines, device).stream().allMatch(line -> line.place().isPresent());
  }

  /** Whether a device has its driver, a chip, and as many lines as say that they are its. */
  boolean isWhole(String device) {
    Optional<GpioChip> chip = chip(device);
    return kernel.sysfs().exists(DEVICES + device + "/driver")
        && chip.isPresent()
        && (chip.get().unreadable().isPresent()
            || chip.get().lines().size() == places(device).size());
  }

  /** Where lines come from, as far as a device has them. */
  List<Source> sources(List<SourceLine> lines, String device) {
    List<LiveGpio.Place> has = places(device);
    return lines.stream()
        .map(
            line ->
                new Source(
                    Optional.of(line), has.stream().filter(place -> is(line, place)).findFirst()))
        .toList();
  }

  private static boolean is(SourceLine line, LiveGpio.Place place) {
    if (line.offset().isEmpty()) {
      return shows(line.key(), place.line().info().name());
    }
    Bytes label = Bytes.utf8(place.chip().label().orElse(""));
    return place.line().offset() == line.offset().getAsInt() && shows(line.key(), label);
  }

  /** Whether the kernel shows a text so, which it cuts. */
  private static boolean shows(Bytes whole, Bytes shown) {
    return whole.equals(shown)
        || shown.length() == LineInfo.SHOWN
            && whole.length() > shown.length()
            && whole.slice(0, shown.length()).equals(shown);
  }

  /** The lines that a device has, by chip and offset: that is not its own order. */
  List<Source> consumed(String device) {
    // Where more lines say so than it has, nobody knows which are its.
    List<LiveGpio.Place> own = isWhole(device) ? places(device) : List.of();
    return own.stream().map(place -> new Source(Optional.empty(), Optional.of(place))).toList();
  }

  List<LiveGpio.Place> places(String device) {
    return gpio.places().stream()
        .filter(place -> place.line().consumer().filter(device::equals).isPresent())
        .toList();
  }
}
