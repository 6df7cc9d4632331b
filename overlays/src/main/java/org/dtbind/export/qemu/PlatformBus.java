// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.qemu;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.linux.AddressRange;

/**
 * Where QEMU's machine {@code virt} puts the registers and interrupts of platform devices: in the
 * order of the command line, each range at the first place that is free and aligned to its size,
 * each interrupt at the first number that is free (hw/core/platform-bus.c, {@code
 * platform_bus_map_mmio()}, {@code platform_bus_map_irq()}). Confined to one thread.
 */
final class PlatformBus {

  /** The bus's node, its address and size, and its interrupts among the shared ones (virt.c). */
  static final String NODE = "/platform-bus@c000000";

  static final long START = 0xc000000;
  private static final long SIZE = 0x2000000;
  private static final int FIRST_INTERRUPT = 112;
  private static final int INTERRUPTS = 64;

  private final List<AddressRange> taken = new ArrayList<>();
  private int interrupts;

  /** {@return the ranges of a device relative to the bus; empty if there is no room} */
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
    for (long at = 0; at < SIZE; at += alignment) {
      AddressRange range = new AddressRange(at, size);
      if (at + size <= SIZE && taken.stream().noneMatch(other -> overlaps(other, range))) {
        taken.add(range);
        return Optional.of(range);
      }
    }
    return Optional.empty();
  }

  private static boolean overlaps(AddressRange a, AddressRange b) {
    return a.start() < b.start() + b.size() && b.start() < a.start() + a.size();
  }

  /** {@return the number of the next interrupt, among the shared ones; empty if all are taken} */
  Optional<Integer> interrupt() {
    return interrupts == INTERRUPTS
        ? Optional.empty()
        : Optional.of(FIRST_INTERRUPT + interrupts++);
  }
}
