// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify.addresses;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Subject;
import org.dtbind.linux.RegEntry;
import org.dtbind.overlay.verify.stack.Stack;
import org.dtbind.overlay.verify.stack.VerifyCode;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;

/**
 * Checks that the unit address of a node is the address in {@code reg}, for the buses that dtc does
 * not check. Linux reads only {@code reg}, so one of the two was probably forgotten when the node
 * was copied. Where more than one child of a node differs, the names are numbers of another kind.
 *
 * @param misread nodes whose {@code reg} is written in other cells
 */
public record UnitAddresses(Stack stack, Set<NodePath> misread) {

  /** dtc checks the nodes on these. */
  private static final Set<String> CHECKED = Set.of("i2c", "spi", "pci", "pcie");

  /** I2C_OWN_SLAVE_ADDRESS and I2C_TEN_BIT_ADDRESS of include/dt-bindings/i2c/i2c.h. */
  private static final long FLAGS = 0xc0000000L;

  private static final int SHORTEST_OFFSET = 3;

  /** Arm, x86 and RISC-V have physical addresses of at most 56 bits. */
  private static final int PHYSICAL_BITS = 56;

  public List<Diagnostic> problems() {
    return stack.atEnabledNodes(
        (path, parent) -> {
          int cells = parent.cell("#address-cells").orElse(0);
          boolean checked =
              CHECKED.contains(parent.baseName()) || parent.compatible().contains("simple-bus");
          List<DtNode> others =
              cells < 1 || cells > 2 || checked
                  ? List.of()
                  : parent.children().stream().filter(node -> differs(parent, node)).toList();
          return others.stream()
              .filter(node -> others.size() == 1)
              .filter(node -> !misread.contains(path.child(node.name())))
              .filter(node -> stack.isNew(path.child(node.name()), List.of("reg")))
              .map(node -> problem(path.child(node.name()), parent, node));
        });
  }

  /** Returns the first entry of {@code reg}; empty if {@code reg} does not consist of entries. */
  private static Optional<RegEntry> first(DtNode parent, DtNode node) {
    List<Integer> reg = node.cells("reg");
    int address = parent.cell("#address-cells").orElse(0);
    int size = parent.cell("#size-cells").orElse(0);
    return RegEntry.of(reg, address, size).stream()
        .findFirst()
        .filter(entry -> reg.size() % (address + size) == 0);
  }

  private static long address(DtNode parent, RegEntry entry) {
    return parent.baseName().startsWith("i2c") ? entry.address() & ~FLAGS : entry.address();
  }

  /** Returns whether the unit address is another number than the address, however written. */
  private static boolean differs(DtNode parent, DtNode node) {
    String unit = node.unitAddress().toLowerCase(Locale.ROOT);
    Optional<RegEntry> first = first(parent, node);
    if (first.isEmpty() || !unit.matches("[0-9a-f]{1,16}")) {
      return false;
    }
    List<Integer> cells = first.get().addressCells();
    long address = address(parent, first.get());
    long given = Long.parseUnsignedLong(unit, 16);
    // Vendors write the first cell, decimal numbers, and addresses that 'ranges' translates. An
    // address beyond those of any processor has its cells swapped.
    String text = Long.toHexString(address);
    boolean one = cells.stream().anyMatch(c -> Integer.toUnsignedLong(c) == given);
    return given != address
        && !(cells.size() == 2 && one && !isSwapped(address))
        && !unit.equals(Long.toUnsignedString(address))
        && !(text.length() >= SHORTEST_OFFSET && unit.endsWith(text));
  }

  private static boolean isSwapped(long address) {
    return address >>> PHYSICAL_BITS != 0;
  }

  private Diagnostic problem(NodePath path, DtNode parent, DtNode node) {
    long address = address(parent, first(parent, node).orElseThrow());
    String expected = Long.toHexString(address);
    return stack
        .warning(
            VerifyCode.UNIT_ADDRESS_DIFFERS,
            stack.place(path),
            Subject.of(path),
            Message.of(
                "the unit address is {found}, but the address in 'reg' is {expected}",
                node.unitAddress(),
                expected))
        .note("'reg' is at", stack.merged().origin(stack.place(path, "reg")))
        .help(
            isSwapped(address)
                ? "correct 'reg': the two cells of the address are swapped"
                : "rename the node to %s@%s, or correct 'reg'"
                    .formatted(node.baseName(), expected));
  }
}
