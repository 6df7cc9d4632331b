// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.dtbind.tree.DtNode;

/**
 * Reads {@code iommu-map} and {@code msi-map}, whose entries consist of the first ID, a phandle,
 * the specifier at the target, and the number of IDs (drivers/of/base.c, {@code of_map_id()}). Up
 * to Linux 7.1, each specifier has one cell. As of Linux 7.2, {@code #iommu-cells} or {@code
 * #msi-cells} of the target counts, which is 1 if the target lacks it.
 *
 * @param entries the entries that Linux can find
 * @param isWhole whether the map consists of these entries and no further cells
 */
public record IdMap(List<IdMapEntry> entries, boolean isWhole) {

  /** Cells of an entry besides the specifier. */
  private static final int OTHERS = 3;

  /**
   * The largest specifier (include/linux/of.h, {@code MAX_PHANDLE_ARGS}); a map with a larger one
   * is malformed.
   */
  private static final int MOST = 16;

  /**
   * An entry of a map.
   *
   * @param at index of the cell with the phandle
   * @param first the first ID
   * @param specifier the cells for the first ID at the target
   * @param count number of IDs
   */
  public record IdMapEntry(int at, int first, int phandle, List<Integer> specifier, int count) {

    /** Copies the list. */
    public IdMapEntry {
      specifier = List.copyOf(specifier);
    }

    /** {@return whether Linux 7.2 can use the entry: several cells are only for one ID} */
    public boolean isUsable() {
      return specifier.size() <= 1 || count == 1;
    }
  }

  /** Copies the list. */
  public IdMap {
    entries = List.copyOf(entries);
  }

  /**
   * {@return whether a release reads maps by the cells of the target; true if unknown}
   *
   * @param release release of the kernel, if known
   */
  public static boolean isByCells(Optional<Release> release) {
    return release.filter(known -> known.compareTo(Rules.NEW) < 0).isEmpty();
  }

  /**
   * {@return a map. Linux 7.2 reads the entries one by one, and earlier releases reject a map that
   * does not consist of whole entries}
   *
   * @param property {@code iommu-map} or {@code msi-map}
   * @param nodes finds the node that has a phandle
   * @param byCells whether the cells of the targets count
   */
  public static IdMap read(
      String property, List<Integer> cells, IntFunction<Optional<DtNode>> nodes, boolean byCells) {
    List<IdMapEntry> entries = new ArrayList<>();
    boolean plain = !byCells || isOldPattern(property, cells, nodes);
    int at = 0;
    while (cells.size() - at >= OTHERS) {
      int phandle = cells.get(at + 1);
      int width = plain ? 1 : width(property, nodes.apply(phandle));
      int end = at + 2 + width;
      if (width < 0 || width > MOST || end >= cells.size()) {
        break;
      }
      entries.add(
          new IdMapEntry(
              at + 1, cells.get(at), phandle, cells.subList(at + 2, end), cells.get(end)));
      at = end + 1;
    }
    boolean whole = at == cells.size();
    return new IdMap(whole || byCells ? entries : List.of(), whole);
  }

  private static int width(String property, Optional<DtNode> target) {
    String name = property.equals("msi-map") ? "#msi-cells" : "#iommu-cells";
    return target.flatMap(node -> node.cell(name)).orElse(1);
  }

  /**
   * Whether Linux 7.2 reads the map as older releases do, although the first target has two cells:
   * all entries have the same target and one ID ({@code of_check_bad_map()}).
   */
  private static boolean isOldPattern(
      String property, List<Integer> cells, IntFunction<Optional<DtNode>> nodes) {
    int entry = OTHERS + 1;
    if (cells.isEmpty()
        || cells.size() % entry != 0
        || width(property, nodes.apply(cells.get(1))) != 2) {
      return false;
    }
    for (int at = 0; at < cells.size(); at += entry) {
      if (!cells.get(at + 1).equals(cells.get(1)) || cells.get(at + OTHERS) != 1) {
        return false;
      }
    }
    return true;
  }
}
