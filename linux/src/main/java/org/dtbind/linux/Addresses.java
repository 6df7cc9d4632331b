// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;
import org.dtbind.tree.PropertyValue;

/**
 * Translates the addresses of nodes to CPU addresses (drivers/of/address.c, {@code
 * of_translate_address()}).
 */
final class Addresses {

  private static final int MOST_CELLS = 4;
  private static final int WITH_FLAGS = 3;

  private static final long BAD = -1;

  /**
   * The bus types that the kernel distinguishes ({@code of_busses}), with the number of flags cells
   * in an address of each.
   */
  private enum Kind {
    PCI(1),
    ISA(1),
    FLAGS(1),
    PLAIN(0);

    private final int flags;

    Kind(int flags) {
      this.flags = flags;
    }
  }

  /** A bus as its children see it. */
  private record Bus(Kind kind, int address, int size) {

    /** The kernel's {@code OF_CHECK_COUNTS}. */
    boolean counts() {
      return address > 0 && address <= MOST_CELLS && size > 0;
    }

    List<RegEntry> entries(List<Integer> reg) {
      return RegEntry.of(reg, address, size);
    }
  }

  private final Nodes nodes;
  private final Rules rules;
  private final Map<NodePath, Optional<Bus>> buses = new HashMap<>();
  private final Map<NodePath, Windows> windows = new HashMap<>();

  Addresses(Nodes nodes, Rules rules) {
    this.nodes = nodes;
    this.rules = rules;
  }

  /**
   * Returns the CPU address of the first {@code reg} entry; empty if the CPU cannot reach it. If
   * {@code reg} is shorter than one address, the kernel reads beyond the property into the data
   * that follows in the blob; this method returns no address instead.
   */
  OptionalLong cpuAddress(NodePath path) {
    if (path.isRoot()) {
      return OptionalLong.empty();
    }
    Optional<List<Integer>> reg = Nodes.cells(nodes.at(path), "reg");
    Optional<Bus> first = reg.flatMap(cells -> bus(nodes.parent(path))).filter(Bus::counts);
    if (reg.isEmpty() || first.isEmpty() || reg.get().size() < first.get().address()) {
      return OptionalLong.empty();
    }
    return cpuAddress(path, first.get(), reg.get().subList(0, first.get().address()));
  }

  /**
   * Returns the register ranges that the kernel counts: those before the first one that the CPU
   * cannot reach ({@code of_device_alloc()}).
   */
  List<AddressRange> ranges(NodePath path) {
    List<AddressRange> ranges = new ArrayList<>();
    Optional<Bus> bus =
        path.isRoot() ? Optional.empty() : bus(nodes.parent(path)).filter(Bus::counts);
    List<Integer> reg = Nodes.cells(nodes.at(path), "reg").orElse(List.of());
    for (RegEntry entry : bus.map(b -> b.entries(reg)).orElse(List.of())) {
      OptionalLong start = cpuAddress(path, bus.get(), entry.addressCells());
      if (start.isEmpty()) {
        return ranges;
      }
      ranges.add(new AddressRange(start.getAsLong(), entry.size()));
    }
    return ranges;
  }

  private OptionalLong cpuAddress(NodePath path, Bus first, List<Integer> reg) {
    Bus bus = first;
    List<Integer> address = reg;
    for (NodePath at = nodes.parent(path); !at.isRoot(); at = nodes.parent(at)) {
      Optional<Bus> upper = bus(nodes.parent(at)).filter(Bus::counts);
      Optional<PropertyValue> ranges = nodes.at(at).value("ranges");
      if (ranges.isEmpty() || upper.isEmpty()) {
        return OptionalLong.empty();
      }
      Optional<List<Integer>> moved = translate(at, bus, upper.get(), address);
      if (moved.isEmpty()) {
        return OptionalLong.empty();
      }
      address = moved.get();
      bus = upper.get();
    }
    long number = RegEntry.number(address);
    return number == BAD ? OptionalLong.empty() : OptionalLong.of(number);
  }

  OptionalLong size(NodePath path) {
    List<Integer> reg = Nodes.cells(nodes.at(path), "reg").orElse(List.of());
    Optional<Bus> bus = bus(nodes.parent(path)).filter(Bus::counts);
    return bus.map(b -> b.entries(reg)).orElse(List.of()).stream()
        .mapToLong(RegEntry::size)
        .findFirst();
  }

  /** Follows the kernel's {@code of_match_bus()} and {@code count_cells()}. */
  private Optional<Bus> bus(NodePath path) {
    Optional<Bus> known = buses.get(path);
    if (known == null) {
      known = read(path);
      buses.put(path, known);
    }
    return known;
  }

  private Optional<Bus> read(NodePath path) {
    DtNode node = nodes.at(path);
    if (rules.pci() && Nodes.looksLikePci(node)) {
      return Optional.of(new Bus(Kind.PCI, 3, 2));
    }
    if (node.baseName().equals("isa")) {
      return Optional.of(new Bus(Kind.ISA, 2, 1));
    }
    if (node.property("#address-cells").isEmpty() && rules.recent()) {
      return Optional.empty();
    }
    int address = nodes.busCells(path, "#address-cells");
    Kind kind = address == WITH_FLAGS ? Kind.FLAGS : Kind.PLAIN;
    return Optional.of(new Bus(kind, address, nodes.busCells(path, "#size-cells")));
  }

  /** Follows the kernel's {@code of_translate_one()}. */
  private Optional<List<Integer>> translate(
      NodePath path, Bus bus, Bus upper, List<Integer> address) {
    long wanted = RegEntry.number(plain(bus, address));
    Optional<PropertyValue> ranges = nodes.at(path).value("ranges");
    if (ranges.filter(PropertyValue::isEmpty).isPresent()) {
      // An empty "ranges" maps addresses one to one. The flags cells of the upper bus are copied.
      List<Integer> zero = new ArrayList<>(address.subList(0, upper.kind().flags));
      while (zero.size() < upper.address()) {
        zero.add(0);
      }
      return Optional.of(add(upper, zero, RegEntry.number(address)));
    }
    Optional<Windows.Window> window =
        windows
            .computeIfAbsent(path, at -> windows(nodes.at(at), bus, upper))
            .of(space(bus, address), wanted);
    return window.map(found -> add(upper, found.target(), wanted - found.start()));
  }

  private static Windows windows(DtNode node, Bus bus, Bus upper) {
    List<Integer> ranges = Nodes.cells(node, "ranges").orElse(List.of());
    int both = bus.address() + upper.address();
    List<Windows.Window> windows = new ArrayList<>();
    for (RegEntry entry : RegEntry.of(ranges, both, bus.size())) {
      List<Integer> from = entry.addressCells().subList(0, bus.address());
      long start = RegEntry.number(plain(bus, from));
      windows.add(
          new Windows.Window(
              space(bus, from),
              start,
              start + entry.size(),
              entry.addressCells().subList(bus.address(), both)));
    }
    return Windows.of(windows);
  }

  /**
   * Returns the part of an address's flags cells that has to be equal in an entry of {@code
   * ranges}. In the kernel, only this part of the {@code map} callbacks differs between bus types.
   */
  private static int space(Bus bus, List<Integer> address) {
    int flags = address.get(0);
    return switch (bus.kind()) {
      case PLAIN -> 0;
      case FLAGS -> flags;
      case ISA -> flags & 1;
      case PCI -> pciSpace(flags);
    };
  }

  /**
   * Returns the address space: 32-bit and 64-bit memory count as one ({@code
   * of_bus_pci_get_flags()}).
   */
  private static int pciSpace(int flags) {
    int space = flags >>> 24 & 3;
    return space == 3 ? 2 : space;
  }

  private static List<Integer> plain(Bus bus, List<Integer> address) {
    return address.subList(bus.kind().flags, address.size());
  }

  /**
   * Adds an offset as the kernel's {@code translate} callbacks do: flags cells stay, the low 64
   * bits of the address change, and higher cells become 0.
   */
  private static List<Integer> add(Bus bus, List<Integer> base, long offset) {
    int flags = bus.kind().flags;
    long sum = RegEntry.number(base.subList(flags, base.size())) + offset;
    List<Integer> moved = new ArrayList<>(base.subList(0, flags));
    for (int at = flags; at < base.size(); at++) {
      int shift = Integer.SIZE * (base.size() - 1 - at);
      moved.add(shift >= Long.SIZE ? 0 : (int) (sum >>> shift));
    }
    return moved;
  }
}
