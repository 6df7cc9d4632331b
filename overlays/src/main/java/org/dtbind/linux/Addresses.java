// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.NodePath;
import org.dtbind.tree.PropertyValue;

/**
 * Translation of a node's first address to one that the processor sees (drivers/of/address.c,
 * {@code of_translate_address()}), for buses whose addresses are plain numbers of one to four
 * cells, with a flags cell in front where there are three.
 */
final class Addresses {

  private static final int MOST_CELLS = 4;
  private static final int WITH_FLAGS = 3;

  private Addresses() {}

  /** The address of the first {@code reg} entry; empty where the processor cannot see it. */
  static OptionalLong cpuAddress(DeviceTree tree, NodePath node) {
    Optional<List<Integer>> reg =
        tree.node(node).flatMap(n -> n.value("reg")).flatMap(PropertyValue::cells);
    int width = cells(tree, node, "#address-cells");
    int size = cells(tree, node, "#size-cells");
    if (node.isRoot() || reg.isEmpty() || !counts(width, size) || reg.get().size() < width) {
      return OptionalLong.empty();
    }
    List<Integer> address = reg.get().subList(0, width);
    NodePath bus = node.parent();
    while (!bus.isRoot()) {
      int upper = cells(tree, bus, "#address-cells");
      int upperSize = cells(tree, bus, "#size-cells");
      Optional<PropertyValue> ranges = tree.node(bus).flatMap(n -> n.value("ranges"));
      if (ranges.isEmpty() || !counts(upper, upperSize)) {
        return OptionalLong.empty();
      }
      Optional<List<Integer>> translated =
          ranges.get().isEmpty()
              ? Optional.of(widen(address, upper))
              : through(ranges.get().cells().orElse(List.of()), address, size, upper);
      if (translated.isEmpty()) {
        return OptionalLong.empty();
      }
      address = translated.get();
      size = upperSize;
      bus = bus.parent();
    }
    return OptionalLong.of(number(address));
  }

  private static boolean counts(int address, int size) {
    return address > 0 && address <= MOST_CELLS && size > 0;
  }

  /** {@code of_n_addr_cells()}: the nearest ancestor that says so, else one cell. */
  private static int cells(DeviceTree tree, NodePath node, String property) {
    for (NodePath at = node; !at.isRoot(); ) {
      at = at.parent();
      OptionalInt here =
          tree.node(at).flatMap(n -> n.value(property)).flatMap(PropertyValue::cells).stream()
              .filter(list -> !list.isEmpty())
              .mapToInt(list -> list.get(0))
              .findFirst();
      if (here.isPresent()) {
        return here.getAsInt();
      }
    }
    return 1;
  }

  private static Optional<List<Integer>> through(
      List<Integer> ranges, List<Integer> address, int size, int upper) {
    int width = address.size();
    int entry = width + upper + size;
    for (int at = 0; at + entry <= ranges.size(); at += entry) {
      List<Integer> from = ranges.subList(at, at + width);
      List<Integer> to = ranges.subList(at + width, at + width + upper);
      long length = number(ranges.subList(at + width + upper, at + entry));
      if (width == WITH_FLAGS && !from.get(0).equals(address.get(0))) {
        continue;
      }
      long offset = number(plain(address)) - number(plain(from));
      boolean below = Long.compareUnsigned(number(plain(address)), number(plain(from))) < 0;
      if (!below && Long.compareUnsigned(offset, length) < 0) {
        return Optional.of(add(to, offset));
      }
    }
    return Optional.empty();
  }

  private static List<Integer> plain(List<Integer> address) {
    return address.size() == WITH_FLAGS ? address.subList(1, WITH_FLAGS) : address;
  }

  private static List<Integer> add(List<Integer> base, long offset) {
    return spread(number(plain(base)) + offset, base.size());
  }

  private static List<Integer> widen(List<Integer> address, int cells) {
    return spread(number(plain(address)), cells);
  }

  private static List<Integer> spread(long number, int cells) {
    Integer[] spread = new Integer[cells];
    for (int i = 0; i < cells; i++) {
      int shift = 32 * (cells - 1 - i);
      spread[i] = shift >= Long.SIZE ? 0 : (int) (number >>> shift);
    }
    return List.of(spread);
  }

  /** {@code of_read_number()}: the low 64 bits. */
  private static long number(List<Integer> cells) {
    long number = 0;
    for (int cell : cells) {
      number = number << 32 | cell & 0xffff_ffffL;
    }
    return number;
  }
}
