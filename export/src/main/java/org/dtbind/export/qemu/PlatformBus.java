// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.qemu;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.dtbind.linux.AddressRange;

/**
 * Predicts where QEMU's machine {@code virt} maps the registers and interrupts of platform devices.
 * QEMU goes in the order of the command line and takes, for each range, the first free place that
 * is aligned to its size and, for each interrupt, the first free number (hw/core/platform-bus.c,
 * {@code platform_bus_map_mmio()}, {@code platform_bus_map_irq()}). Not thread-safe.
 */
final class PlatformBus {

  /**
   * The path of the bus. The constants below are its address, its size, and its range of shared
   * interrupts (hw/arm/virt.c).
   */
  static final String NODE = "/platform-bus@c000000";

  static final long START = 0xc000000;
  private static final long SIZE = 0x2000000;
  private static final int FIRST_INTERRUPT = 112;
  private static final int INTERRUPTS = 64;

  /** The ends of the taken ranges by start. */
  private final NavigableMap<Long, Long> taken = new TreeMap<>();

  /** By size, the place before which there is no free range of that size. */
  private final Map<Long, Long> searched = new HashMap<>();

  private int interrupts;

  /**
   * Assigns registers to a device. Returns ranges relative to the bus; empty if there is no room.
   */
  Optional<List<AddressRange>> place(List<AddressRange> registers) {
    List<AddressRange> placed = new ArrayList<>();
    for (AddressRange range : registers) {
      Optional<AddressRange> at = place(range.size());
      if (at.isEmpty()) {
        return Optional.empty();
      }
      placed.add(at.get());
    }
    return Optional.of(placed);
  }

  private Optional<AddressRange> place(long size) {
    if (size <= 0 || size > SIZE) {
      return Optional.empty();
    }
    long alignment = size == 1 ? 1 : Long.highestOneBit(size - 1) << 1;
    long at = searched.getOrDefault(size, 0L);
    for (long end = takenUntil(at, size); end > at; end = takenUntil(at, size)) {
      at = (end + alignment - 1) / alignment * alignment;
    }
    searched.put(size, at);
    if (at + size > SIZE) {
      return Optional.empty();
    }
    taken.put(at, at + size);
    return Optional.of(new AddressRange(at, size));
  }

  /** Returns the end of the last range that overlaps a range; its start if there is none. */
  private long takenUntil(long start, long size) {
    Map.Entry<Long, Long> last = taken.lowerEntry(start + size);
    return last == null ? start : Math.max(start, last.getValue());
  }

  /**
   * Assigns the next interrupt. Returns its number among the shared interrupts; empty if all are in
   * use.
   */
  Optional<Integer> interrupt() {
    return interrupts == INTERRUPTS
        ? Optional.empty()
        : Optional.of(FIRST_INTERRUPT + interrupts++);
  }
}
