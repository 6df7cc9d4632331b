// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator.live;

import java.util.List;
import java.util.Optional;
import org.dtbind.gpio.GpioChip;
import org.dtbind.gpio.LiveGpio;

/**
 * An aggregator of a system, whoever made it.
 *
 * @param name that dtbind or configfs has for it; empty where nobody gave it one
 * @param device its Linux device, such as {@code gpio-aggregator.0}; empty where the kernel has
 *     none now
 * @param made how it came about
 * @param chip that it is; empty where the kernel has made none
 * @param lines where its lines come from
 * @param ordered whether {@code lines} are in the order of the chip's; Linux 6.1 does not tell that
 *     of one that dtbind did not make
 * @param recorded whether dtbind made it since the system started
 * @param persistent whether it is made at each boot
 */
public record LiveAggregator(
    Optional<String> name,
    Optional<String> device,
    Made made,
    Optional<GpioChip> chip,
    List<Source> lines,
    boolean ordered,
    boolean recorded,
    boolean persistent) {

  /** Copies the list. */
  public LiveAggregator {
    lines = List.copyOf(lines);
  }

  /** How an aggregator came about. */
  public enum Made {
    /** By a folder in configfs. */
    CONFIGFS,
    /** By a write to {@code new_device}. */
    SYSFS,
    /** By a node of the devicetree that is bound to the driver. */
    DEVICETREE,
    /** It is remembered, and not there. */
    MISSING
  }

  /**
   * Where a line comes from.
   *
   * @param told what the kernel was told; empty where that is not known
   * @param place the line itself; empty where none is found that the aggregator has
   */
  public record Source(Optional<SourceLine> told, Optional<LiveGpio.Place> place) {

    /** {@return for people: chip and offset, and the line's name} */
    public String text() {
      return place
          .map(
              at ->
                  at.chip().label().orElse(at.chip().name())
                      + ":"
                      + at.line().offset()
                      + (at.line().name().isEmpty() ? "" : " \"" + at.line().name() + "\""))
          .or(() -> told.map(SourceLine::text))
          .orElse("?");
    }
  }

  /** {@return for people: its name, else its device} */
  public String text() {
    return name.or(() -> device).orElse("?");
  }
}
