// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.simulate;

import java.util.List;
import org.dtbind.tree.DeviceTree;

/**
 * The tree of a board, changed for a kernel that has gpio-sim but none of the board's hardware.
 *
 * <p>Each available {@code gpio-controller} becomes a bank of a {@code gpio-simulator}, with its
 * line names, reserved lines and hogs. The bank replaces the controller in place if the node is a
 * platform device; otherwise it is below the node {@value #ELSEWHERE}. The bank takes over the
 * phandle, labels and symbol of the controller. Its specifiers have two cells, and the specifiers
 * of all nodes that request its lines are rewritten; lines behind a {@code gpio-map} are named
 * directly. References to suppliers and descriptions of memory and boot are dropped. Everything
 * else stays: a tree without any of these does not change.
 *
 * @param chips the replaced controllers, in the order of the tree
 * @param dropped the dropped nodes and properties, in the order of the tree
 */
public record SimulatedTree(DeviceTree tree, List<SimulatedChip> chips, List<Dropped> dropped) {

  /** The path of the node for chips that cannot replace their controllers in place. */
  public static final String ELSEWHERE = "/dtbind-chips";

  public SimulatedTree {
    chips = List.copyOf(chips);
    dropped = List.copyOf(dropped);
  }

  /**
   * Returns the simulated tree of a board.
   *
   * @param tree a base with phandles, after all wanted overlays are applied
   */
  public static SimulatedTree of(DeviceTree tree) {
    Survey survey = Survey.of(tree);
    return new Rewriting(tree, survey).run();
  }
}
