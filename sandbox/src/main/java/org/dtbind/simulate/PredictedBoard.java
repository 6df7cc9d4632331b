// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.simulate;

import java.util.Collections;
import java.util.Map;
import org.dtbind.linux.Population;
import org.dtbind.linux.Populations;
import org.dtbind.linux.TargetKernel;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.NodePath;

/**
 * The tree of a board, and what Linux makes of its nodes.
 *
 * @param tree a base with phandles, after all wanted overlays are applied
 * @param kernel what is known about the kernel of the board
 * @param onAny the predictions for any kernel, in the order of the tree
 * @param onOwn the predictions for the kernel of the board, in the order of the tree
 */
public record PredictedBoard(
    DeviceTree tree,
    TargetKernel kernel,
    Map<NodePath, Population> onAny,
    Map<NodePath, Population> onOwn) {

  public PredictedBoard {
    onAny = Collections.unmodifiableMap(onAny);
    onOwn = Collections.unmodifiableMap(onOwn);
  }

  static PredictedBoard of(DeviceTree tree, TargetKernel kernel) {
    Map<NodePath, Population> any = Populations.of(tree);
    boolean known = !kernel.equals(TargetKernel.ANY);
    return new PredictedBoard(tree, kernel, any, known ? Populations.of(tree, kernel) : any);
  }
}
