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

/** Finds the lines of the driver's devices through the consumer of each line. */
record DeviceLines(Kernel kernel, LiveGpio gpio) {

  private static final String DEVICES = "/sys/bus/platform/devices/";

  Optional<GpioChip> chip(String device) {
    return gpio.chips().stream()
        .filter(chip -> chip.parent().filter(device::equals).isPresent())
        .findFirst();
  }

  /**
   * Whether a device has exactly these lines. The process that has a line chooses its consumer
   * name, so the consumers count only if there are no more of them than lines of the device's chip.
   */
  boolean isMadeOf(List<SourceLine> lines, String device) {
    return lines.size() == places(device).size()
        && isWhole(device)
        && sources(lines, device).stream().allMatch(line -> line.place().isPresent());
  }

  /**
   * Whether a device has its driver and a chip, and the chip has as many lines as name the device
   * as their consumer.
   */
  boolean isWhole(String device) {
    Optional<GpioChip> chip = chip(device);
    return kernel.sysfs().exists(DEVICES + device + "/driver")
        && chip.isPresent()
        && (chip.get().unreadable().isPresent()
            || chip.get().lines().size() == places(device).size());
  }

  /** The origins of the given lines; without a place if the device has no such line. */
  List<Source> sources(List<SourceLine> lines, String device) {
    List<LiveGpio.Place> has = places(device);
    return lines.stream()
        .map(
            line ->
                new Source(
                    Optional.of(line), has.stream().filter(place -> isAt(line, place)).findFirst()))
        .toList();
  }

  private static boolean isAt(SourceLine line, LiveGpio.Place place) {
    if (line.offset().isEmpty()) {
      return shows(line.key(), place.line().info().name());
    }
    Bytes label = Bytes.utf8(place.chip().label().orElse(""));
    return place.line().offset() == line.offset().getAsInt() && shows(line.key(), label);
  }

  /** Whether the kernel shows a text in this form: it truncates long texts. */
  private static boolean shows(Bytes whole, Bytes shown) {
    return whole.equals(shown)
        || shown.length() == LineInfo.SHOWN
            && whole.length() > shown.length()
            && whole.slice(0, shown.length()).equals(shown);
  }

  /**
   * The lines of a device, ordered by chip and offset, which may differ from the order in the
   * aggregator.
   */
  List<Source> consumed(String device) {
    // If more lines name the device than it has, the lines of the device cannot be told from the
    // others.
    List<LiveGpio.Place> own = isWhole(device) ? places(device) : List.of();
    return own.stream().map(place -> new Source(Optional.empty(), Optional.of(place))).toList();
  }

  List<LiveGpio.Place> places(String device) {
    return gpio.places().stream()
        .filter(place -> place.line().consumer().filter(device::equals).isPresent())
        .toList();
  }
}
