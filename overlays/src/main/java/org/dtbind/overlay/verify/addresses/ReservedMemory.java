// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify.addresses;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Subject;
import org.dtbind.linux.RegEntry;
import org.dtbind.linux.Release;
import org.dtbind.overlay.verify.stack.Stack;
import org.dtbind.overlay.verify.stack.VerifyCode;
import org.dtbind.source.Origin;
import org.dtbind.source.Span;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;
import org.dtbind.tree.PropertyValue;

/**
 * Checks that Linux can read the regions of reserved memory, and reads those that are meant
 * (drivers/of/fdt.c, {@code fdt_scan_reserved_mem()}, {@code __reserved_mem_reserve_reg()}). Linux
 * only logs an error, and uses memory that it does not reserve for other purposes.
 */
public record ReservedMemory(Stack stack) {

  private static final NodePath PARENT = NodePath.ROOT.child("reserved-memory");
  private static final String ADDRESS = "#address-cells";
  private static final String SIZE = "#size-cells";
  private static final int MOST_NOTES = 5;
  private static final Release ONE_REGION = new Release(7, 2);

  /** The numbers of cells of addresses and sizes. */
  private record Cells(int address, int size) {

    int sum() {
      return address + size;
    }

    boolean isUsual() {
      return address >= 1 && address <= 2 && size >= 1 && size <= 2;
    }

    List<RegEntry> entries(DtNode node) {
      return RegEntry.of(node.cells("reg"), address, size);
    }
  }

  /** Returns the regions that Linux reads wrongly, with diagnostics. */
  public Diagnosed<Set<NodePath>> check() {
    Optional<DtNode> parent = stack.merged().at(PARENT);
    if (parent.isEmpty() || parent.get().children().isEmpty()) {
      return Diagnosed.of(Set.of(), List.of());
    }
    // The kernel's default for the root is 1 (OF_ROOT_NODE_ADDR_CELLS_DEFAULT).
    DtNode root = stack.merged().tree().root();
    Cells cells = new Cells(root.cell(ADDRESS).orElse(1), root.cell(SIZE).orElse(1));
    boolean changed =
        Stream.of(NodePath.ROOT, PARENT)
            .anyMatch(path -> stack.isWritten(path, ADDRESS) || stack.isWritten(path, SIZE));
    Optional<String> wrong = wrong(parent.get(), cells);
    if (wrong.isPresent()) {
      List<NodePath> regions =
          parent.get().children().stream().map(region -> PARENT.child(region.name())).toList();
      return Diagnosed.of(
          Set.copyOf(regions), all(parent.get(), cells, changed, wrong.get(), regions));
    }
    Set<NodePath> misread = new HashSet<>();
    List<Diagnostic> problems = new ArrayList<>();
    TreeMap<Long, Long> memory = memory(root, cells);
    for (DtNode region : parent.get().children()) {
      NodePath path = PARENT.child(region.name());
      if (!region.isAvailable() || !changed && !isFromOverlay(path)) {
        continue;
      }
      List<Diagnostic> found = unreadable(path, region, cells);
      problems.addAll(found);
      if (Diagnostic.anyError(found)) {
        misread.add(path);
      } else if (endsBeyond(memory, cells.entries(region))) {
        problems.add(
            cellsAt(
                    stack.warning(
                        VerifyCode.REGION_TOO_LARGE,
                        stack.place(path, "reg"),
                        Subject.of(path, "reg"),
                        Message.of(
                            "Linux reads this 'reg' as {regions}, which ends beyond the memory",
                            text(cells.entries(region)))))
                .help("correct the size, or the memory node of the board"));
      }
    }
    return Diagnosed.of(misread, problems);
  }

  /**
   * Returns the sizes of the board's memory by address, those next to each other as one; empty if
   * the bootloader adds the memory.
   */
  private static TreeMap<Long, Long> memory(DtNode root, Cells cells) {
    TreeMap<Long, Long> sizes = new TreeMap<>(Long::compareUnsigned);
    for (DtNode node : root.children()) {
      if (!node.strings("device_type").equals(List.of("memory")) || !node.isAvailable()) {
        continue;
      }
      for (RegEntry entry : cells.entries(node)) {
        if (entry.size() == 0) {
          return new TreeMap<>();
        }
        sizes.merge(entry.address(), entry.size(), Math::max);
      }
    }
    TreeMap<Long, Long> joined = new TreeMap<>(Long::compareUnsigned);
    sizes.forEach(
        (address, size) -> {
          Map.Entry<Long, Long> last = joined.lastEntry();
          long gap = last == null ? -1 : address - last.getKey();
          if (last != null && Long.compareUnsigned(gap, last.getValue()) <= 0) {
            joined.put(last.getKey(), Math.max(last.getValue(), gap + size));
          } else {
            joined.put(address, size);
          }
        });
    return joined;
  }

  /**
   * Returns whether a region begins in the memory and ends beyond it. Regions outside of the memory
   * are usual: they are in SRAM, or in memory that the bootloader adds.
   */
  private static boolean endsBeyond(TreeMap<Long, Long> memory, List<RegEntry> regions) {
    for (RegEntry region : regions) {
      Map.Entry<Long, Long> holder = memory.floorEntry(region.address());
      if (holder != null) {
        long left = holder.getValue() - (region.address() - holder.getKey());
        if (left > 0 && Long.compareUnsigned(region.size(), left) > 0) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean isFromOverlay(NodePath path) {
    return stack.isNew(path, List.of("reg", "size", "alignment", "alloc-ranges"));
  }

  /**
   * Returns the property because of which Linux ignores all regions: {@code
   * __reserved_mem_check_root()} requires the cells of the root, and {@code ranges}.
   */
  private static Optional<String> wrong(DtNode parent, Cells root) {
    return parent.cell(ADDRESS).filter(n -> n == root.address()).isEmpty()
        ? Optional.of(ADDRESS)
        : parent.cell(SIZE).filter(n -> n == root.size()).isEmpty()
            ? Optional.of(SIZE)
            : parent.property("ranges").isEmpty() ? Optional.of("ranges") : Optional.empty();
  }

  /** Reports that Linux ignores all regions, unless this is only a problem of the base. */
  private List<Diagnostic> all(
      DtNode parent, Cells root, boolean changed, String wrong, List<NodePath> regions) {
    Optional<NodePath> added = regions.stream().filter(this::isFromOverlay).findFirst();
    if (!changed && added.isEmpty()) {
      return List.of();
    }
    Span place =
        stack.base().at(PARENT).isEmpty() || stack.isWritten(PARENT, wrong)
            ? stack.place(PARENT, wrong)
            : stack.place(
                stack.isWritten(NodePath.ROOT, wrong) ? NodePath.ROOT : added.orElse(PARENT),
                wrong);
    Diagnostic problem =
        stack.error(
            VerifyCode.REGION_UNREADABLE,
            place,
            Subject.of(PARENT, wrong),
            message(parent, wrong, root));
    for (NodePath region : regions.subList(0, Math.min(regions.size(), MOST_NOTES))) {
      problem = problem.note("this includes " + region + " at", origin(region, "reg"));
    }
    return List.of(
        problem.help(
            wrong.equals("ranges")
                ? "add 'ranges' to " + PARENT
                : ("set '%s' of %s to %d and '%s' to %d, and write 'reg' of each region in"
                        + " these cells")
                    .formatted(ADDRESS, PARENT, root.address(), SIZE, root.size())));
  }

  private static Message message(DtNode parent, String wrong, Cells root) {
    if (wrong.equals("ranges")) {
      return Message.of(
          "Linux ignores all regions of reserved memory, because their parent has no 'ranges'");
    }
    int wanted = wrong.equals(ADDRESS) ? root.address() : root.size();
    Optional<Integer> given = parent.cell(wrong);
    return given.isEmpty()
        ? Message.of(
            "Linux ignores all regions of reserved memory, because their parent has no"
                + " '{property}', and that of the root node is {expected}",
            wrong,
            wanted)
        : Message.of(
            "Linux ignores all regions of reserved memory, because '{property}' of their parent is"
                + " {found}, and that of the root node is {expected}",
            wrong,
            given.get(),
            wanted);
  }

  /** Returns errors if Linux does not read the region that is meant. */
  private List<Diagnostic> unreadable(NodePath path, DtNode region, Cells cells) {
    Stream<Optional<Diagnostic>> lengths =
        region.property("reg").isPresent()
            ? Stream.of(length(path, region, "reg", cells.sum(), true))
            // Linux reads these only if there is no 'reg'.
            : Stream.of(
                length(path, region, "size", cells.size(), false),
                length(path, region, "alignment", cells.address(), false),
                length(path, region, "alloc-ranges", cells.sum(), true));
    List<Diagnostic> skipped = lengths.flatMap(Optional::stream).toList();
    return skipped.isEmpty() && cells.isUsual()
        ? inTheseCells(path, region, cells).stream().toList()
        : skipped;
  }

  private static String bytes(int count) {
    return count == 1 ? "1 byte" : count + " bytes";
  }

  /** Checks the length of a property. */
  private Optional<Diagnostic> length(
      NodePath path, DtNode region, String property, int cells, boolean several) {
    Optional<PropertyValue> value = region.value(property);
    if (value.isEmpty() || cells < 1) {
      return Optional.empty();
    }
    int length = value.get().bytes().length();
    long unit = (long) cells * Integer.BYTES;
    if (several ? length % unit == 0 : length == unit) {
      return Optional.empty();
    }
    Message message =
        several
            ? Message.of(
                "Linux skips this region, because the value of '{property}' is {found} long, which"
                    + " is not a multiple of {expected}",
                property,
                bytes(length),
                unit)
            : Message.of(
                "Linux skips this region, because the value of '{property}' is {found} long, not"
                    + " {expected}",
                property,
                bytes(length),
                unit);
    return Optional.of(
        cellsAt(
                stack.error(
                    VerifyCode.REGION_UNREADABLE,
                    stack.place(path, property),
                    Subject.of(path, property),
                    message))
            .help("write the property in the cells of " + PARENT));
  }

  /**
   * Reports a {@code reg} that is written in other cells: the address in the name is the first one
   * only with these.
   */
  private Optional<Diagnostic> inTheseCells(NodePath path, DtNode region, Cells cells) {
    List<RegEntry> read = cells.entries(region);
    Optional<Long> unit = unit(region);
    if (read.isEmpty()) {
      return Optional.empty();
    }
    if (unit.isEmpty() || read.get(0).address() == unit.get()) {
      return several(path, read);
    }
    for (Cells other :
        List.of(new Cells(2, 2), new Cells(2, 1), new Cells(1, 1), new Cells(1, 2))) {
      List<RegEntry> meant = other.entries(region);
      if (!other.equals(cells)
          && region.cells("reg").size() == meant.size() * other.sum()
          && meant.get(0).address() == unit.get()) {
        return Optional.of(
            cellsAt(
                    stack.error(
                        VerifyCode.REGION_UNREADABLE,
                        stack.place(path, "reg"),
                        Subject.of(path, "reg"),
                        Message.of(
                            "Linux reads this 'reg' as {regions}, not as {meant}",
                            text(read),
                            text(meant))))
                .help(corrected(meant, cells)));
      }
    }
    return several(path, read);
  }

  /** Reports a {@code reg} with several regions, if they overlap or Linux ignores all but one. */
  private Optional<Diagnostic> several(NodePath path, List<RegEntry> regions) {
    if (regions.size() < 2) {
      return Optional.empty();
    }
    if (overlap(regions)) {
      return Optional.of(
          cellsAt(
                  stack.warning(
                      VerifyCode.REGION_UNREADABLE,
                      stack.place(path, "reg"),
                      Subject.of(path, "reg"),
                      Message.of(
                          "Linux reads this 'reg' as {regions}, which overlap", text(regions))))
              .help("write the property in the cells of " + PARENT));
    }
    return isSinceOneRegion()
        ? Optional.of(
            stack
                .warning(
                    VerifyCode.REGION_UNREADABLE,
                    stack.place(path, "reg"),
                    Subject.of(path, "reg"),
                    Message.of(
                        "Linux 7.2 and newer reserve only the first of these {count} regions",
                        regions.size()))
                .help("make a node for each region"))
        : Optional.empty();
  }

  /** drivers/of/of_reserved_mem.c as of Linux 7.2, {@code __reserved_mem_reserve_reg()}. */
  private boolean isSinceOneRegion() {
    return stack.kernel().release().filter(known -> known.compareTo(ONE_REGION) < 0).isEmpty();
  }

  private static boolean overlap(List<RegEntry> regions) {
    TreeMap<Long, Long> sizes = new TreeMap<>(Long::compareUnsigned);
    for (RegEntry region : regions) {
      if (region.size() != 0 && sizes.put(region.address(), region.size()) != null) {
        return true;
      }
    }
    long last = 0;
    long size = 0;
    for (Map.Entry<Long, Long> region : sizes.entrySet()) {
      if (Long.compareUnsigned(region.getKey() - last, size) < 0) {
        return true;
      }
      last = region.getKey();
      size = region.getValue();
    }
    return false;
  }

  private Diagnostic cellsAt(Diagnostic problem) {
    Diagnostic noted = problem;
    for (String property : List.of(ADDRESS, SIZE)) {
      noted = noted.note("'" + property + "' is at", origin(PARENT, property));
    }
    return noted;
  }

  private Origin origin(NodePath path, String property) {
    return stack.merged().origin(stack.place(path, property));
  }

  private static Optional<Long> unit(DtNode region) {
    String text = region.unitAddress();
    return text.matches("[0-9a-fA-F]{1,16}")
        ? Optional.of(Long.parseUnsignedLong(text, 16))
        : Optional.empty();
  }

  private static String text(List<RegEntry> regions) {
    return regions.stream()
        .limit(MOST_NOTES + 1L)
        .map(region -> "0x%x bytes at 0x%x".formatted(region.size(), region.address()))
        .collect(Collectors.joining(" and "));
  }

  /** Returns how to write the regions that are meant. */
  private static String corrected(List<RegEntry> meant, Cells cells) {
    List<Long> numbers = new ArrayList<>();
    boolean fit = true;
    for (RegEntry region : meant) {
      fit &= add(region.address(), cells.address(), numbers);
      fit &= add(region.size(), cells.size(), numbers);
    }
    return fit
        ? "write it as reg = <%s>"
            .formatted(numbers.stream().map("0x%x"::formatted).collect(Collectors.joining(" ")))
        : ("these cells cannot hold it: set '%s' and '%s' of / and %s to 2, and write 'reg' of"
                + " their children in these cells")
            .formatted(ADDRESS, SIZE, PARENT);
  }

  /** Adds the cells of a value; returns whether they hold it. */
  private static boolean add(long value, int count, List<Long> numbers) {
    long high = value >>> Integer.SIZE;
    if (count == 2) {
      numbers.add(high);
    }
    numbers.add(value & 0xffff_ffffL);
    return count == 2 || high == 0;
  }
}
