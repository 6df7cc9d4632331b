// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dtbind.diag.Message;
import org.dtbind.tree.DtProperty;

/** Checks addresses: {@code reg}, {@code ranges}, the cell counts for them, and unit addresses. */
final class AddressChecks {

  private AddressChecks() {}

  static void run(Check check, CheckRun run) {
    List<CheckedNode> nodes = run.tree.nodes;
    switch (check) {
      case ADDR_SIZE_CELLS -> takeCells(run);
      case REG_FORMAT -> run.tree.having("reg").forEach(node -> regFormat(run, node));
      case RANGES_FORMAT, DMA_RANGES_FORMAT -> {
        String name = check.property().orElseThrow();
        run.tree.having(name).forEach(node -> rangesFormat(run, node, name));
      }
      case UNIT_ADDRESS_VS_REG -> nodes.forEach(node -> unitAddress(run, node));
      case UNIT_ADDRESS_FORMAT -> nodes.forEach(node -> unitAddressFormat(run, node));
      case AVOID_DEFAULT_ADDR_SIZE -> nodes.forEach(node -> defaultCells(run, node));
      case AVOID_UNNECESSARY_ADDR_SIZE -> nodes.forEach(node -> unnecessaryCells(run, node));
      case UNIQUE_UNIT_ADDRESS -> nodes.forEach(node -> uniqueUnits(run, node, false));
      default -> nodes.forEach(node -> uniqueUnits(run, node, true));
    }
  }

  private static void takeCells(CheckRun run) {
    for (CheckedNode node : run.tree.having("#address-cells")) {
      DtProperty cells = node.property("#address-cells");
      node.addressCells = cells == null ? -1 : CheckedNode.cell(cells, 0);
    }
    for (CheckedNode node : run.tree.having("#size-cells")) {
      DtProperty cells = node.property("#size-cells");
      node.sizeCells = cells == null ? -1 : CheckedNode.cell(cells, 0);
    }
  }

  private static void regFormat(CheckRun run, CheckedNode node) {
    DtProperty reg = node.reg;
    if (reg == null) {
      return;
    }
    if (node.parent == null) {
      run.fail(node, Message.of("Root node has a \"{property}\" property", "reg"));
      return;
    }
    int length = CheckedNode.length(reg);
    if (length == 0) {
      run.fail(node, reg, Message.of("property is empty"));
    }
    int addressCells = node.parent.addressCellsOrDefault();
    int sizeCells = node.parent.sizeCellsOrDefault();
    if (!isMultiple(length, (addressCells + sizeCells) * 4)) {
      run.fail(
          node,
          reg,
          Message.of(
              "property has invalid length ({size} bytes) (" + CheckArguments.CELLS + ")",
              length,
              addressCells,
              sizeCells));
    }
  }

  static boolean isMultiple(int length, int entry) {
    return entry == 0 ? length == 0 : length % entry == 0;
  }

  private static void rangesFormat(CheckRun run, CheckedNode node, String name) {
    DtProperty ranges = node.property(name);
    CheckedNode parent = node.parent;
    if (ranges == null) {
      return;
    }
    if (parent == null) {
      run.fail(node, ranges, Message.of("Root node has a \"{property}\" property", name));
      return;
    }
    int length = CheckedNode.length(ranges);
    if (length == 0) {
      emptyRanges(run, node, parent, ranges);
      return;
    }
    int parentCells = parent.addressCellsOrDefault();
    int addressCells = node.addressCellsOrDefault();
    int sizeCells = node.sizeCellsOrDefault();
    if (!isMultiple(length, (parentCells + addressCells + sizeCells) * 4)) {
      run.fail(
          node,
          ranges,
          Message.of(
              "\"{property}\" property has invalid length ({size} bytes) (parent #address-cells =="
                  + " {parentAddressCells}, child "
                  + CheckArguments.CELLS
                  + ")",
              name,
              length,
              parentCells,
              addressCells,
              sizeCells));
    }
  }

  /**
   * Checks that parent and child have equal cell counts, because empty ranges mean equal addresses.
   */
  private static void emptyRanges(
      CheckRun run, CheckedNode node, CheckedNode parent, DtProperty ranges) {
    int here = node.addressCellsOrDefault();
    int there = parent.addressCellsOrDefault();
    if (here != there) {
      run.fail(node, ranges, differs(ranges.name(), "#address-cells", here, parent, there));
    }
    here = node.sizeCellsOrDefault();
    there = parent.sizeCellsOrDefault();
    if (here != there) {
      run.fail(node, ranges, differs(ranges.name(), "#size-cells", here, parent, there));
    }
  }

  private static Message differs(
      String ranges, String cells, int here, CheckedNode parent, int there) {
    return Message.of(
        "empty \"{property}\" property but its {cells} ({found}) differs from {node} ({expected})",
        ranges,
        cells,
        here,
        parent.path(),
        there);
  }

  private static void unitAddress(CheckRun run, CheckedNode node) {
    DtProperty ranges = node.ranges;
    boolean addressed = node.reg != null || ranges != null && CheckedNode.length(ranges) > 0;
    if (addressed != node.unit.isEmpty() || node.node.child("__overlay__").isPresent()) {
      return; // The target decides which addresses the node of a fragment has.
    }
    run.fail(
        node,
        addressed
            ? Message.of("node has a reg or ranges property, but no unit name")
            : Message.of("node has a unit name, but no reg or ranges property"));
  }

  private static void unitAddressFormat(CheckRun run, CheckedNode node) {
    String unit = node.unit;
    if (unit.isEmpty() || node.parent != null && node.parent.bus != CheckedNode.Bus.NONE) {
      return;
    }
    String meant = unit.replaceFirst("^(0x)?0*(?=[0-9A-Fa-f])", "");
    if (unit.startsWith("0x")) {
      run.failUnit(node, Message.of("unit name should not have leading \"0x\""), meant);
      unit = unit.substring(2);
    }
    if (unit.length() > 1 && unit.charAt(0) == '0' && Character.digit(unit.charAt(1), 16) >= 0) {
      run.failUnit(node, Message.of("unit name should not have leading 0s"), meant);
    }
  }

  private static void defaultCells(CheckRun run, CheckedNode node) {
    if (node.parent == null || node.reg == null && node.ranges == null) {
      return;
    }
    if (node.parent.addressCells == -1) {
      run.fail(node, Message.of("Relying on default {property} value", "#address-cells"));
    }
    if (node.parent.sizeCells == -1) {
      run.fail(node, Message.of("Relying on default {property} value", "#size-cells"));
    }
  }

  private static void unnecessaryCells(CheckRun run, CheckedNode node) {
    boolean cells = node.addressCells >= 0 && node.sizeCells >= 0;
    if (node.parent == null || !cells || node.isLeaf()) {
      return;
    }
    if (node.ranges != null || node.has("dma-ranges")) {
      return;
    }
    for (CheckedNode child : node.children) {
      if (child.reg != null || child.ranges != null) {
        return;
      }
    }
    run.fail(
        node,
        Message.of(
            "unnecessary #address-cells/#size-cells without \"ranges\", \"dma-ranges\" or child"
                + " \"reg\" or \"ranges\" property"));
  }

  private static void uniqueUnits(CheckRun run, CheckedNode node, boolean ifEnabled) {
    if (node.addressCells < 0 || node.sizeCells < 0 || node.children.size() < 2) {
      return;
    }
    Set<String> units = new HashSet<>(node.children.size() * 2);
    boolean twice = false;
    for (CheckedNode child : node.children) {
      twice |= !child.unit.isEmpty() && !units.add(child.unit);
    }
    if (!twice) {
      return;
    }
    Map<String, List<CheckedNode>> byUnit = new HashMap<>();
    for (CheckedNode child : node.children) {
      if (child.unit.isEmpty() || run.full() || ifEnabled && isDisabled(child)) {
        continue;
      }
      List<CheckedNode> same = byUnit.computeIfAbsent(child.unit, unit -> new ArrayList<>(1));
      for (CheckedNode earlier : same) {
        run.fail(
            earlier,
            Message.of(
                "duplicate unit-address (also used in node {" + CheckArguments.NODE + "})",
                child.path()));
      }
      same.add(child);
    }
  }

  private static boolean isDisabled(CheckedNode node) {
    DtProperty status = node.property("status");
    return status != null && CheckedNode.text(status).equals("disabled");
  }
}
