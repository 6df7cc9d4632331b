// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.target;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dtbind.spec.Access;
import org.dtbind.spec.SafeState;

/**
 * A declared aggregator as created on the target.
 *
 * @param name the aggregator's name
 * @param lines in order, at least one
 * @param access who may use the chip; always with a link
 * @param safe the states to set before it is deleted, by number, which the script only records
 */
public record TargetAggregator(
    String name, List<Line> lines, Access access, Map<Integer, SafeState> safe) {

  /** Copies the list and the map. */
  public TargetAggregator {
    lines = List.copyOf(lines);
    safe = Collections.unmodifiableMap(new TreeMap<>(safe));
  }

  /**
   * Creates an aggregator whose lines keep their levels.
   *
   * @param name its name
   * @param lines in order
   * @param access who may use the chip; always with a link
   */
  public TargetAggregator(String name, List<Line> lines, Access access) {
    this(name, lines, access, Map.of());
  }

  /** A line of it. */
  public sealed interface Line {}

  /**
   * A line by its name.
   *
   * @param name exactly
   */
  public record Named(String name) implements Line {}

  /**
   * A line of a chip.
   *
   * @param chip its label
   * @param offset in the chip
   * @param name the line's name in the aggregator, if the kernel supports names
   */
  public record At(String chip, int offset, Optional<String> name) implements Line {}

  /**
   * {@return the name in letters and digits, the only characters that the kernel passes to udev
   * (Documentation/ABI/testing/sysfs-uevent)}
   */
  public String key() {
    return HexFormat.of().formatHex(name.getBytes(StandardCharsets.UTF_8));
  }
}
