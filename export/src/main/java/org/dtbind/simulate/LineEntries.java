// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.NodePath;

/**
 * The entries of a list of lines.
 *
 * @param entries the cells of each entry: a phandle and a specifier, or the phandle 0 alone for an
 *     empty entry
 * @param rest the cells from the first entry whose length is unknown, because it refers to no GPIO
 *     controller or is incomplete
 */
record LineEntries(List<List<Integer>> entries, List<Integer> rest) {

  static LineEntries of(List<Integer> cells, DeviceTree tree, Map<Integer, NodePath> phandles) {
    List<List<Integer>> entries = new ArrayList<>();
    int at = 0;
    while (at < cells.size()) {
      int width = width(cells.get(at), tree, phandles);
      if (width < 0 || at + 1 + width > cells.size()) {
        break;
      }
      entries.add(cells.subList(at, at + 1 + width));
      at += 1 + width;
    }
    return new LineEntries(entries, cells.subList(at, cells.size()));
  }

  /**
   * Returns the number of cells after a phandle: 0 after phandle 0 (an empty entry), -1 if the
   * phandle refers to no GPIO controller.
   */
  private static int width(int phandle, DeviceTree tree, Map<Integer, NodePath> phandles) {
    if (phandle == 0) {
      return 0;
    }
    return Optional.ofNullable(phandles.get(phandle))
        .flatMap(tree::node)
        .flatMap(node -> node.cell("#gpio-cells"))
        .filter(n -> n >= 0 && n <= 16)
        .orElse(-1);
  }
}
