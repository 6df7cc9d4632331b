// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.compare;

import java.util.List;
import org.dtbind.tree.NodePath;

/**
 * What is other in a changed tree than in a base.
 *
 * @param differences what counts, in the order of the base
 * @param supposed properties that differ in nothing but numbers that are, in both trees, the
 *     phandle of the same node. Nothing says that they are references: they are taken for such
 * @param reordered nodes whose children, those that both trees have, stand in another order: that
 *     does not count, though Linux makes devices in that order
 * @param nodes how many of the base were compared
 * @param properties how many of them were compared
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
