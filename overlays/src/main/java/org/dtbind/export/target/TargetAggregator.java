// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.target;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A declared aggregator as the target will make it.
 *
 * @param name of it
 * @param lines in order, at least one
 * @param access who may use the chip; always with a link
 */
public record TargetAggregator(String name, List<Line> lines, NodeAccess access) {

  /** Copies the list. */
  public TargetAggregator {
    lines = List.copyOf(lines);
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
