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
record TargetAggregator(String name, List<Line> lines, NodeAccess access) {

  TargetAggregator {
    lines = List.copyOf(lines);
  }

  /** A line of it. */
  sealed interface Line {}

  /**
   * A line by its name.
   *
   * @param name exactly
   */
  record Named(String name) implements Line {}

  /**
   * A line of a chip.
   *
   * @param chip its label
   * @param offset in it
   * @param name the line gets, where the kernel can give one
   */
  record At(String chip, int offset, Optional<String> name) implements Line {}

  /**
   * {@return the name in letters and digits alone, which is all that the kernel hands on to udev
   * (Documentation/ABI/testing/sysfs-uevent)}
   */
  String key() {
    return HexFormat.of().formatHex(name.getBytes(StandardCharsets.UTF_8));
  }
}
