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
import org.dtbind.source.Bytes;
import org.dtbind.spec.Access;
import org.dtbind.spec.SafeState;

/**
 * A declared aggregator as created on the target.
 *
 * @param lines lines in order, one or more
 * @param access owner and link of the chip's device node; always with a link
 * @param safe states to set before the aggregator is deleted, by offset in the aggregator; {@code
 *     dtbind-target} only records them
 */
public record TargetAggregator(
    String name, List<Line> lines, Access access, Map<Integer, SafeState> safe) {

  /** Copies the list and the map. */
  public TargetAggregator {
    lines = List.copyOf(lines);
    safe = Collections.unmodifiableMap(new TreeMap<>(safe));
  }

  /**
   * Creates an aggregator whose lines keep their levels when it is deleted.
   *
   * @param lines lines in order, one or more
   * @param access owner and link of the chip's device node; always with a link
   */
  public TargetAggregator(String name, List<Line> lines, Access access) {
    this(name, lines, access, Map.of());
  }

  /** A line of an aggregator. */
  public sealed interface Line {}

  /** A line that the kernel finds by its name. */
  public record NamedLine(String name) implements Line {}

  /**
   * A line that the kernel finds by its chip and offset.
   *
   * @param offset offset of the line in the chip, from 0
   * @param name name of the line in the aggregator; empty for none, or if the kernel does not
   *     support names
   */
  public record At(String chip, int offset, Optional<String> name) implements Line {}

  /**
   * {@return the name as hexadecimal digits: in arguments of an event, the kernel passes only
   * letters and digits to udev (Documentation/ABI/testing/sysfs-uevent)}
   */
  public String key() {
    return HexFormat.of().formatHex(name.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns what {@code dtbind-target} writes to the kernel to create the aggregator. */
  Bytes text() {
    StringBuilder text = new StringBuilder();
    Optional<At> before = Optional.empty();
    for (Line line : lines) {
      if (line instanceof At at) {
        boolean follows =
            before
                .filter(previous -> previous.chip.equals(at.chip) && previous.offset < at.offset)
                .isPresent();
        text.append(follows ? "," : " \"" + at.chip + "\" ").append(at.offset);
        before = Optional.of(at);
      } else if (line instanceof NamedLine named) {
        text.append(" \"").append(named.name).append('"');
        before = Optional.empty();
      }
    }
    // The kernel drops a name in the last place.
    return Bytes.utf8(text.append(before.isEmpty() ? " \"\"" : "").substring(1));
  }
}
