// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.compare;

import java.util.List;
import org.dtbind.tree.NodePath;

/**
 * The differences of a changed tree from a base.
 *
 * @param differences the differences, in the order of the base
 * @param supposed properties that differ only in numbers that are phandles of the same node in both
 *     trees. The trees do not mark these numbers as references; they are assumed to be
 * @param reordered nodes whose common children are in another order. This is not counted as a
 *     difference, although Linux creates devices in this order
 * @param nodes the number of nodes that were compared
 * @param properties the number of properties that were compared
 */
public record Comparison(
    List<Difference> differences,
    List<Difference.PropertyDiffers> supposed,
    List<NodePath> reordered,
    int nodes,
    int properties) {

  public Comparison {
    differences = List.copyOf(differences);
    supposed = List.copyOf(supposed);
    reordered = List.copyOf(reordered);
  }

  public boolean isSame() {
    return differences.isEmpty();
  }
}
