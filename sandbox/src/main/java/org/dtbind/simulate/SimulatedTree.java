// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.simulate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dtbind.linux.TargetKernel;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.NodePath;

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
 * <p>Each available SPI or I²C controller becomes one of spi-gpio or i2c-gpio, on lines of a chip
 * below the node {@value #BUSES}, and each bus with a driver of its own becomes one that the kernel
 * populates. Their devices have the names that they have on the board.
 *
 * @param chips the replaced GPIO controllers, in the order of the tree
 * @param buses the controllers of other buses by path, in the order of the tree
 * @param dropped the dropped nodes and properties, in the order of the tree
 */
public record SimulatedTree(
    PredictedBoard board,
    DeviceTree tree,
    List<SimulatedChip> chips,
    Map<NodePath, SimulatedBus> buses,
    List<Dropped> dropped) {

  /** The path of the node for chips that cannot replace their controllers in place. */
  public static final String ELSEWHERE = "/dtbind-chips";

  /** The path of the node for the chip whose lines SPI and I²C controllers drive. */
  public static final String BUSES = "/dtbind-buses";

  public SimulatedTree {
    chips = List.copyOf(chips);
    buses = Collections.unmodifiableMap(new LinkedHashMap<>(buses));
    dropped = List.copyOf(dropped);
  }

  /**
   * Returns the simulated tree of a board for a kernel that has all drivers that replace others.
   *
   * @param tree a base with phandles, after all wanted overlays are applied
   */
  public static SimulatedTree of(DeviceTree tree) {
    return of(tree, TargetKernel.ANY);
  }

  /**
   * Returns the simulated tree of a board.
   *
   * @param tree a base with phandles, after all wanted overlays are applied
   * @param kernel what is known about the kernel that boots with the tree
   */
  public static SimulatedTree of(DeviceTree tree, TargetKernel kernel) {
    return of(tree, kernel, TargetKernel.ANY);
  }

  /**
   * Returns the simulated tree of a board, without buses for which the kernel of the board has no
   * driver.
   *
   * @param tree a base with phandles, after all wanted overlays are applied
   * @param kernel what is known about the kernel that boots with the tree
   * @param target what is known about the kernel of the board
   */
  public static SimulatedTree of(DeviceTree tree, TargetKernel kernel, TargetKernel target) {
    PredictedBoard board = PredictedBoard.of(tree, target);
    return new Rewriting(board, new BusRewriting(board, kernel).run()).run();
  }
}
