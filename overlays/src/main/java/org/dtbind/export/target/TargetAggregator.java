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
 * A declared aggregator as the target will make it.
 *
 * @param name of it
 * @param lines in order, at least one
 * @param access who may use the chip; always with a link
 * @param safe what lines are set to before it goes, by number: the script only hands that on
 */
public record TargetAggregator(
    String name, List<Line> lines, Access access, Map<Integer, SafeState> safe) {

  /** Copies the list and the map. */
  public TargetAggregator {
    lines = List.copyOf(lines);
    safe = Collections.unmodifiableMap(new TreeMap<>(safe));
  }

  /**
   * Creates one whose lines keep their levels.
   *
   * @param name of it
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
   * @param offset in it
   * @param name the line gets, where the kernel can give one
   */
  public record At(String chip, int offset, Optional<String> name) implements Line {}

  /**
   * {@return the name in letters and digits alone, which is all that the kernel hands on to udev
   * (Documentation/ABI/testing/sysfs-uevent)}
   */
  public String key() {
    return HexFormat.of().formatHex(name.getBytes(StandardCharsets.UTF_8));
  }
}
