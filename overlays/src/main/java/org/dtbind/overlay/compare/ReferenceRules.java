// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.compare;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.dtbind.check.PhandleLists;
import org.dtbind.linux.IdMap;
import org.dtbind.linux.IdMap.IdMapEntry;
import org.dtbind.linux.PhandleEntries;
import org.dtbind.linux.SupplierProperty;
import org.dtbind.source.Bytes;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;
import org.dtbind.tree.PropertyValue;

/**
 * Finds phandles in a value by the property's name. The names are those in dtc's lists (checks.c)
 * and of suppliers in Linux, and the maps of the Devicetree Specification v0.4, section 2.4.3, and
 * of PCI (the kernel's Documentation/devicetree/bindings/pci/pci-iommu.txt).
 */
final class ReferenceRules {

  private static final int CELL = 4;

  /**
   * An empty entry for dtc, but not for Linux (checks.c, {@code check_property_phandle_args()}).
   */
  private static final int SKIPPED = -1;

  /**
   * Other list properties, and the property of the provider with the number of cells after each
   * phandle; empty if there are none.
   */
  private static final Map<String, String> LISTS =
      Map.ofEntries(
          Map.entry("assigned-clocks", "#clock-cells"),
          Map.entry("assigned-clock-parents", "#clock-cells"),
          Map.entry("mmc-pwrseq", ""),
          Map.entry("memory-region", ""),
          Map.entry("next-level-cache", ""),
          Map.entry("l2-cache", ""),
          Map.entry("cpu", ""),
          Map.entry("cpus", ""),
          Map.entry("cpu-idle-states", ""),
          Map.entry("operating-points-v2", ""),
          Map.entry("required-opps", ""),
          Map.entry("interrupt-affinity", ""),
          Map.entry("phy-handle", ""),
          Map.entry("i2c-parent", ""),
          Map.entry("ddc-i2c-bus", ""),
          Map.entry("mdio-parent-bus", ""),
          Map.entry("native-mode", ""),
          Map.entry("trip", ""));

  /** List properties that have no further cells if the provider lacks the cells property. */
  private static final Set<String> OPTIONAL = Set.of("msi-parent", "nvmem-cells");

  private final IntFunction<Optional<DtNode>> nodes;

  /**
   * Creates rules for one tree.
   *
   * @param nodes finds a node by phandle
   */
  ReferenceRules(IntFunction<Optional<DtNode>> nodes) {
    this.nodes = nodes;
  }

  /**
   * Returns the phandles in a value by byte offset. The result is empty if the property is unknown
   * or its value is malformed.
   */
  SortedMap<Integer, Integer> phandles(DtNode node, String name, Bytes value) {
    SortedMap<Integer, Integer> found = new TreeMap<>();
    boolean fits = value.length() % CELL == 0 && !value.isEmpty() && find(node, name, value, found);
    return fits ? found : new TreeMap<>();
  }

  private boolean find(DtNode node, String name, Bytes value, SortedMap<Integer, Integer> found) {
    if (name.equals("interrupt-map")) {
      return map(node, value, found);
    }
    if (name.equals("iommu-map") || name.equals("msi-map")) {
      return entries(name, value, found);
    }
    if (name.equals("gpios") && node.property("gpio-hog").isPresent()) {
      return false; // The parent of a hog is its chip, so the value has no phandle.
    }
    Optional<String> cells =
        SupplierProperty.cells(name)
            .or(() -> PhandleLists.cells(name))
            .or(() -> Optional.ofNullable(LISTS.get(name)));
    return cells.isPresent() && list(name, cells.get(), value, found);
  }

  private boolean list(String name, String cells, Bytes value, SortedMap<Integer, Integer> found) {
    List<Integer> all = PropertyValue.of(value).wholeCells();
    PhandleEntries list =
        PhandleEntries.of(
            all,
            phandle ->
                phandle == SKIPPED
                    ? Optional.of(0)
                    : nodes.apply(phandle).flatMap(provider -> width(name, provider, cells)));
    for (PhandleEntries.Entry entry : list.entries()) {
      if (!entry.isEmpty() && entry.phandle() != SKIPPED) {
        found.put(entry.at() * CELL, entry.phandle());
      }
    }
    return list.end() == all.size();
  }

  private static Optional<Integer> width(String name, DtNode provider, String cells) {
    return cells.isEmpty()
        ? Optional.of(0)
        : cells(provider, cells)
            .or(() -> OPTIONAL.contains(name) ? Optional.of(0) : Optional.empty());
  }

  /** Reads the entries as Linux 7.2 does, or else as earlier releases do. */
  private boolean entries(String name, Bytes value, SortedMap<Integer, Integer> found) {
    List<Integer> cells = PropertyValue.of(value).wholeCells();
    IdMap recent = IdMap.read(name, cells, nodes, true);
    IdMap map = recent.isWhole() ? recent : IdMap.read(name, cells, nodes, false);
    for (IdMapEntry entry : map.entries()) {
      if (nodes.apply(entry.phandle()).isEmpty()) {
        return false;
      }
      found.put(entry.at() * CELL, entry.phandle());
    }
    return map.isWhole();
  }

  private boolean map(DtNode node, Bytes value, SortedMap<Integer, Integer> found) {
    Optional<Integer> address = cells(node, "#address-cells");
    Optional<Integer> own = cells(node, "#interrupt-cells");
    if (address.isEmpty() || own.isEmpty()) {
      return false;
    }
    int key = (address.get() + own.get()) * CELL;
    for (int at = 0; at < value.length(); ) {
      if (at + key + CELL > value.length()) {
        return false;
      }
      int phandle = value.cell(at + key);
      Optional<DtNode> parent = nodes.apply(phandle);
      Optional<Integer> count = parent.flatMap(p -> cells(p, "#interrupt-cells"));
      if (parent.isEmpty() || count.isEmpty()) {
        return false;
      }
      found.put(at + key, phandle);
      int unit = cells(parent.get(), "#address-cells").orElse(0);
      at += key + CELL * (1 + unit + count.get());
    }
    return true;
  }

  /** Returns a number of cells; empty if it is implausible. */
  private static Optional<Integer> cells(DtNode node, String name) {
    return node.cell(name).filter(count -> count >= 0 && count <= NodePath.MAX_DEPTH);
  }
}
