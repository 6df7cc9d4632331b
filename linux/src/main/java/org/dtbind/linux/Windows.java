// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The entries of a {@code ranges} property. The kernel uses the first entry that contains an
 * address; here, the time to find it does not grow with the number of entries.
 */
final class Windows {

  /**
   * An entry of {@code ranges}.
   *
   * @param space the address space, such as that of PCI memory
   * @param start the first address, an unsigned number
   * @param end the address after the last one, an unsigned number
   * @param target the cells of the first address on the upper bus
   */
  record Window(int space, long start, long end, List<Integer> target) {}

  /** In each space, the first entry that contains an address, by the address where that begins. */
  private final Map<Integer, NavigableMap<Long, Optional<Window>>> spaces = new HashMap<>();

  private Windows() {}

  static Windows of(List<Window> entries) {
    Map<Integer, List<Window>> grouped = new HashMap<>();
    for (Window window : entries) {
      // An entry that exceeds 64 bits contains no address.
      if (Long.compareUnsigned(window.start(), window.end()) < 0) {
        grouped.computeIfAbsent(window.space(), space -> new ArrayList<>()).add(window);
      }
    }
    Windows windows = new Windows();
    grouped.forEach((space, inSpace) -> windows.spaces.put(space, firsts(inSpace)));
    return windows;
  }

  private record Ranked(int rank, Window window) {}

  private static NavigableMap<Long, Optional<Window>> firsts(List<Window> windows) {
    NavigableSet<Long> bounds = new TreeSet<>(Long::compareUnsigned);
    Map<Long, List<Ranked>> starts = new HashMap<>();
    for (int rank = 0; rank < windows.size(); rank++) {
      Window window = windows.get(rank);
      bounds.add(window.start());
      bounds.add(window.end());
      starts
          .computeIfAbsent(window.start(), start -> new ArrayList<>())
          .add(new Ranked(rank, window));
    }
    NavigableMap<Long, Optional<Window>> firsts = new TreeMap<>(Long::compareUnsigned);
    PriorityQueue<Ranked> begun = new PriorityQueue<>(Comparator.comparingInt(Ranked::rank));
    for (long address : bounds) {
      begun.addAll(starts.getOrDefault(address, List.of()));
      while (!begun.isEmpty()
          && Long.compareUnsigned(begun.element().window().end(), address) <= 0) {
        begun.remove();
      }
      firsts.put(address, Optional.ofNullable(begun.peek()).map(Ranked::window));
    }
    return firsts;
  }

  /** {@return the first entry that contains an address} */
  Optional<Window> of(int space, long address) {
    return Optional.ofNullable(spaces.get(space))
        .flatMap(firsts -> Optional.ofNullable(firsts.floorEntry(address)))
        .flatMap(Map.Entry::getValue);
  }
}
