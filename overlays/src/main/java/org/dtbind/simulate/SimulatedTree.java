// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.simulate;

import java.util.List;
import org.dtbind.tree.DeviceTree;

/**
 * The tree of a board for a kernel that has none of the board's hardware, but gpio-sim.
 *
 * <p>Each available {@code gpio-controller} becomes a bank of a {@code gpio-simulator}, with its
 * names, its reserved lines and its hogs: in its own place where its node is a platform device,
 * else below the node {@value #ELSEWHERE}. Phandle, labels and symbol of the controller are the
 * bank's, which has specifiers of two cells, and all that ask for its lines are rewritten to these;
 * lines that a {@code gpio-map} hands on are named directly. What devices wait for, and what tells
 * of memory and boot, is dropped. All else stays: a tree without such things comes out as it was.
 *
 * @param chips what was replaced, in the order of the tree
 * @param dropped what is no more, in the order of the tree
 */
public record SimulatedTree(DeviceTree tree, List<SimulatedChip> chips, List<Dropped> dropped) {

  /** The path of the node for chips that cannot stand in their controllers' places. */
  public static final String ELSEWHERE = "/dtbind-chips";

  public SimulatedTree {
    chips = List.copyOf(chips);
    dropped = List.copyOf(dropped);
  }

  /**
   * {@return the simulated tree of a board}
   *
   * @param tree a base, with phandles in it, and with overlays that are wanted applied
   */
  public static SimulatedTree of(DeviceTree tree) {
    Survey survey = Survey.of(tree);
    return new Rewriting(tree, survey).run();
  }
}
