// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator.live;

import java.util.List;
import java.util.Optional;
import org.dtbind.gpio.GpioChip;
import org.dtbind.gpio.LiveGpio;

/**
 * An aggregator of a system, whether or not dtbind created it.
 *
 * @param name its name in dtbind or configfs; empty if it has none
 * @param device its Linux device, such as {@code gpio-aggregator.0}; empty if the kernel has none
 *     at present
 * @param creationMethod how it was created
 * @param chip its chip; empty if the kernel has created none
 * @param ordered whether {@code lines} are in the order of the chip's lines; Linux 6.1 does not
 *     report this for an aggregator that dtbind did not create
 * @param recorded whether dtbind has created it since the system started
 * @param persistent whether it is created at each boot
 */
public record LiveAggregator(
    Optional<String> name,
    Optional<String> device,
    CreationMethod creationMethod,
    Optional<GpioChip> chip,
    List<Source> lines,
    boolean ordered,
    boolean recorded,
    boolean persistent) {

  /** Copies the list. */
  public LiveAggregator {
    lines = List.copyOf(lines);
  }

  /** How an aggregator was created. */
  public enum CreationMethod {
    /** Through a directory in configfs. */
    CONFIGFS,
    /** Through a write to {@code new_device}. */
    SYSFS,
    /** From a node of the devicetree that is bound to the driver. */
    DEVICETREE,
    /** The aggregator is recorded or declared for each boot, but does not exist. */
    MISSING;

    /** {@return whether a program created the aggregator, so that it can be deleted} */
    public boolean isByProgram() {
      return this == CONFIGFS || this == SYSFS;
    }
  }

  /**
   * The origin of a line.
   *
   * @param passed the line as passed to the kernel; empty if not known
   * @param place the line of the other chip; empty if the aggregator has no such line
   */
  public record Source(Optional<SourceLine> passed, Optional<LiveGpio.Place> place) {

    /** {@return a description: label and offset, and the line's name if it has one} */
    public String text() {
      return place
          .map(
              at ->
                  at.chip().label().orElse(at.chip().name())
                      + ":"
                      + at.line().offset()
                      + (at.line().name().isEmpty() ? "" : " \"" + at.line().name() + "\""))
          .or(() -> passed.map(SourceLine::text))
          .orElse("?");
    }
  }

  /** {@return the aggregator's name; without one, the name of its device} */
  public String text() {
    return name.or(() -> device).orElse("?");
  }
}
