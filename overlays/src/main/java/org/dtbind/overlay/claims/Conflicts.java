// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dtbind.linux.Population;
import org.dtbind.linux.Populations;
import org.dtbind.linux.gpio.LineUse;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.NodePath;

/** Finds pairs of nodes in one tree that claim the same exclusive resource. */
public final class Conflicts {

  private Conflicts() {}

  /**
   * {@return all conflicts, in the order of the tree}
   *
   * @param tree a base, with or without overlays merged into it
   */
  public static List<Conflict> of(DeviceTree tree) {
    return of(new TreeIndex(tree));
  }

  /** {@return all conflicts; computes the devices of the tree's nodes} */
  public static List<Conflict> of(TreeIndex index) {
    return of(index, Populations.of(index.tree()));
  }

  /**
   * {@return all conflicts, in the order of the tree}
   *
   * @param populations the devices of the tree's nodes
   */
  public static List<Conflict> of(TreeIndex index, Map<NodePath, Population> populations) {
    LineClaims claims = new LineClaims(index);
    Map<LineClaims.Line, Map<NodePath, List<LineUse>>> lines = claims.byLine();
    List<Conflict> conflicts = new ArrayList<>(claims.conflicts(lines));
    conflicts.addAll(new InterruptClaims(index).conflicts(lines));
    conflicts.addAll(new BusClaims(index, populations).conflicts());
    conflicts.addAll(new MemoryClaims(index).conflicts());
    conflicts.addAll(new PinClaims(index).conflicts(populations));
    return conflicts;
  }
}
