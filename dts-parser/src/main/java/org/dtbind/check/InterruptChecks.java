// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.check;

import org.dtbind.diag.Message;
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
              ? Message.of("Missing '#interrupt-cells' in interrupt provider")
              : Message.of("'#interrupt-cells' found, but node is not an interrupt provider"));
    }
  }

  private static void map(CheckRun run, CheckedNode node) {
    DtProperty map = node.property(MAP);
    DtProperty own = node.property(CELLS);
    if (map == null || own == null) {
      return;
    }
    if (node.addressCells < 0) {
      run.fail(node, Message.of("Missing '#address-cells' in interrupt-map provider"));
      return;
    }
    long key = node.addressCells + Integer.toUnsignedLong(CheckedNode.cell(own, 0));
    DtProperty mask = node.property("interrupt-map-mask");
    if (mask != null && CheckedNode.length(mask) != key * 4) {
      run.fail(
          node,
          mask,
          Message.of(
              "property size ({size}) is invalid, expected {expected}",
              CheckedNode.length(mask),
              key * 4));
    }
    int length = CheckedNode.length(map);
    if (length % 4 != 0) {
      run.fail(node, map, ProviderChecks.notMultiple(length));
      return;
    }
    for (long at = 0; at < length / 4; ) {
      if (at + key >= length / 4) {
        run.fail(
            node,
            map,
            Message.of(
                "property size ({size}) too small, expected > {expected}", length, (at + key) * 4));
        return;
      }
      at += key;
      long parent = parentCells(run, node, map, (int) at);
      if (parent < 0) {
        return;
      }
      at += 1 + parent;
      if (at > length / 4) {
        run.fail(
            node,
            map,
            Message.of("property size ({size}) mismatch, expected {expected}", length, at * 4));
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
        run.fail(node, map, Message.of("Cell {index} is not a phandle({phandle})", at, phandle));
      }
      return -1;
    }
    CheckedNode parent = run.tree.byPhandle(phandle);
    if (parent == null) {
      run.fail(
          node,
          map,
          Message.of("Could not get phandle({phandle}) node for (cell {index})", phandle, at));
      return -1;
    }
    DtProperty cells = parent.property(CELLS);
    if (cells == null) {
      run.fail(node, ProviderChecks.missing(CELLS, parent, MAP, at));
      return -1;
    }
    long count = Integer.toUnsignedLong(CheckedNode.cell(cells, 0));
    DtProperty addressCells = parent.property("#address-cells");
    if (addressCells == null) {
      run.fail(
          node,
          map,
          Message.of(
              "Missing property '{property}' in node {node}, using 0 as fallback",
              "#address-cells",
              parent.path()));
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
      run.fail(
          node,
          interrupts,
          Message.of("size ({size}) is invalid, expected multiple of {expected}", length, 4));
    }
    for (CheckedNode at = node; at != null; at = at.parent) {
      if (at != node && isProvider(at)) {
        fit(run, node, interrupts, at);
        return;
      }
      DtProperty parent = at.property("interrupt-parent");
      if (parent != null) {
        named(run, node, interrupts, at, parent);
        return;
      }
    }
    run.fail(node, Message.of("Missing interrupt-parent"));
  }

  private static void named(
      CheckRun run, CheckedNode node, DtProperty interrupts, CheckedNode at, DtProperty parent) {
    int phandle = CheckedNode.cell(parent, 0);
    if (!CheckedNode.isPhandle(phandle)) {
      if (!run.tree.plugin()) {
        run.fail(at, parent, Message.of("Invalid phandle"));
        run.fail(node, Message.of("Missing interrupt-parent"));
      }
      return;
    }
    CheckedNode provider = run.tree.byPhandle(phandle);
    if (provider == null) {
      run.fail(at, parent, Message.of("Bad phandle"));
      return;
    }
    if (!isProvider(provider)) {
      run.fail(
          provider,
          about(Message.of("Missing interrupt-controller or interrupt-map property"), at, parent));
      run.note("'interrupt-parent' is at", parent.span());
    }
    fit(run, node, interrupts, provider);
  }

  private static void fit(
      CheckRun run, CheckedNode node, DtProperty interrupts, CheckedNode provider) {
    DtProperty cells = provider.property(CELLS);
    if (cells == null) {
      return; // INTERRUPT_PROVIDER reports this.
    }
    int length = CheckedNode.length(interrupts);
    int entry = CheckedNode.cell(cells, 0) * 4;
    if (!AddressChecks.isMultiple(length, entry)) {
      run.fail(
          node,
          cells,
          about(
                  Message.of("size is ({size}), expected multiple of {expected}", length, entry),
                  node,
                  interrupts)
              .with(CheckArguments.PROVIDER, provider.path()));
      run.note("'interrupts' is at", interrupts.span());
    }
  }

  /** Names the list that is wrong, which is not where dtc reports the problem. */
  private static Message about(Message message, CheckedNode node, DtProperty list) {
    return message
        .with("list", node.path() + ":" + list.name())
        .with(CheckArguments.LIST_NODE, node.path())
        .with(CheckArguments.LIST_PROPERTY, list.name());
  }
}
