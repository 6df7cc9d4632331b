// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.check;

import org.dtbind.tree.DtProperty;

/** Checks interrupts: controllers, consumers, and the maps between them. */
final class InterruptChecks {

  private static final String CELLS = "#interrupt-cells";
  private static final String CONTROLLER = "interrupt-controller";
  private static final String MAP = "interrupt-map";

  private InterruptChecks() {}

  static void run(Check check, CheckRun run) {
    switch (check) {
      case INTERRUPT_PROVIDER ->
          run.tree.having(InterruptChecks::isOfProvider).forEach(node -> provider(run, node));
      case INTERRUPT_MAP -> run.tree.having(MAP).forEach(node -> map(run, node));
      default -> run.tree.having("interrupts").forEach(node -> interrupts(run, node));
    }
  }

  private static boolean isOfProvider(String name) {
    return name.equals(CONTROLLER) || name.equals(MAP) || name.equals(CELLS);
  }

  private static boolean isProvider(CheckedNode node) {
    return node.has(CONTROLLER) || node.has(MAP);
  }

  private static void provider(CheckRun run, CheckedNode node) {
    boolean provider = isProvider(node);
    if (provider != node.has(CELLS)) {
      run.fail(
          node,
          provider
              ? "Missing '#interrupt-cells' in interrupt provider"
              : "'#interrupt-cells' found, but node is not an interrupt provider");
    }
  }

  private static void map(CheckRun run, CheckedNode node) {
    DtProperty map = node.property(MAP);
    DtProperty own = node.property(CELLS);
    if (map == null || own == null) {
      return;
    }
    if (node.addressCells < 0) {
      run.fail(node, "Missing '#address-cells' in interrupt-map provider");
      return;
    }
    long key = node.addressCells + Integer.toUnsignedLong(CheckedNode.cell(own, 0));
    DtProperty mask = node.property("interrupt-map-mask");
    if (mask != null && CheckedNode.length(mask) != key * 4) {
      run.fail(
          node,
          mask,
          "property size (%d) is invalid, expected %d"
              .formatted(CheckedNode.length(mask), key * 4));
    }
    int length = CheckedNode.length(map);
    if (length % 4 != 0) {
      run.fail(
          node, map, "property size (%d) is invalid, expected multiple of 4".formatted(length));
      return;
    }
    for (long at = 0; at < length / 4; ) {
      if (at + key >= length / 4) {
        run.fail(
            node,
            map,
            "property size (%d) too small, expected > %d".formatted(length, (at + key) * 4));
        return;
      }
      at += key;
      long parent = parentCells(run, node, map, (int) at);
      if (parent < 0) {
        return;
      }
      at += 1 + parent;
      if (at > length / 4) {
        run.fail(node, map, "property size (%d) mismatch, expected %d".formatted(length, at * 4));
      }
    }
  }

  /**
   * Returns the number of cells that the interrupt parent requires after its phandle; -1 if it is
   * unknown.
   */
  private static long parentCells(CheckRun run, CheckedNode node, DtProperty map, int at) {
    int phandle = CheckedNode.cell(map, at);
    if (!CheckedNode.isPhandle(phandle)) {
      if (!run.tree.plugin()) {
        run.fail(node, map, "Cell %d is not a phandle(%d)".formatted(at, phandle));
      }
      return -1;
    }
    CheckedNode parent = run.tree.byPhandle(phandle);
    if (parent == null) {
      run.fail(node, map, "Could not get phandle(%d) node for (cell %d)".formatted(phandle, at));
      return -1;
    }
    DtProperty cells = parent.property(CELLS);
    if (cells == null) {
      run.fail(
          node,
          ("Missing property '#interrupt-cells' in node %s or bad phandle (referred from"
                  + " interrupt-map[%d])")
              .formatted(parent.path(), at));
      return -1;
    }
    long count = Integer.toUnsignedLong(CheckedNode.cell(cells, 0));
    DtProperty addressCells = parent.property("#address-cells");
    if (addressCells == null) {
      run.fail(
          node,
          map,
          "Missing property '#address-cells' in node %s, using 0 as fallback"
              .formatted(parent.path()));
      return count;
    }
    return count + Integer.toUnsignedLong(CheckedNode.cell(addressCells, 0));
  }

  private static void interrupts(CheckRun run, CheckedNode node) {
    DtProperty interrupts = node.property("interrupts");
    if (interrupts == null) {
      return;
    }
    int length = CheckedNode.length(interrupts);
    if (length % 4 != 0) {
      run.fail(node, interrupts, "size (%d) is invalid, expected multiple of 4".formatted(length));
    }
    for (CheckedNode at = node; at != null; at = at.parent) {
      if (at != node && isProvider(at)) {
        fit(run, node, length, at);
        return;
      }
      DtProperty parent = at.property("interrupt-parent");
      if (parent != null) {
        named(run, node, length, at, parent);
        return;
      }
    }
    run.fail(node, "Missing interrupt-parent");
  }

  private static void named(
      CheckRun run, CheckedNode node, int length, CheckedNode at, DtProperty parent) {
    int phandle = CheckedNode.cell(parent, 0);
    if (!CheckedNode.isPhandle(phandle)) {
      if (!run.tree.plugin()) {
        run.fail(at, parent, "Invalid phandle");
        run.fail(node, "Missing interrupt-parent");
      }
      return;
    }
    CheckedNode provider = run.tree.byPhandle(phandle);
    if (provider == null) {
      run.fail(at, parent, "Bad phandle");
      return;
    }
    if (!isProvider(provider)) {
      run.fail(provider, "Missing interrupt-controller or interrupt-map property");
    }
    fit(run, node, length, provider);
  }

  private static void fit(CheckRun run, CheckedNode node, int length, CheckedNode provider) {
    DtProperty cells = provider.property(CELLS);
    if (cells == null) {
      return; // INTERRUPT_PROVIDER reports this.
    }
    int entry = CheckedNode.cell(cells, 0) * 4;
    if (!AddressChecks.isMultiple(length, entry)) {
      run.fail(node, cells, "size is (%d), expected multiple of %d".formatted(length, entry));
    }
  }
}
