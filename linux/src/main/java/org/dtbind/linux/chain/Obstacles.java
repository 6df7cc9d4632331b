// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux.chain;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.dtbind.linux.Population;
import org.dtbind.linux.Population.None;
import org.dtbind.linux.Population.Reason;
import org.dtbind.linux.Populations;
import org.dtbind.linux.TargetKernel;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.NodePath;
import org.dtbind.tree.PropertyValue;

/**
 * Finds everything that prevents a node from becoming a device, not only the first cause. To find
 * the next cause, it fixes each one in a copy of the tree.
 */
final class Obstacles {

  /** Reasons that a change of one property fixes. */
  private static final Set<Reason> MENDABLE =
      EnumSet.of(Reason.NO_COMPATIBLE, Reason.DISABLED, Reason.BELOW_PLAIN_NODE);

  /** Limits the number of fixes; no real node has that many buses above it. */
  private static final int MOST = 16;

  private Obstacles() {}

  /**
   * Returns the prediction for the tree, followed by predictions for copies in which the cause
   * before is fixed. If nothing else blocks the node, the last prediction is not a cause.
   */
  static List<Population> of(DeviceTree tree, NodePath path, TargetKernel kernel) {
    List<Population> found = new ArrayList<>();
    DeviceTree mended = tree;
    for (int i = 0; i < MOST; i++) {
      Population population = Populations.of(mended, path, kernel);
      found.add(population);
      if (!(population.usual() instanceof None none) || !MENDABLE.contains(none.reason())) {
        break;
      }
      mended = mended.withRoot(mended(mended.root(), NodePath.ROOT, none));
    }
    return found;
  }

  private static DtNode mended(DtNode node, NodePath path, None none) {
    List<DtProperty> properties = new ArrayList<>(node.properties());
    if (path.equals(none.cause())) {
      boolean disabled = none.reason() == Reason.DISABLED;
      properties.removeIf(p -> p.name().equals(disabled ? "status" : "compatible"));
      if (!disabled) {
        String compatible = none.reason() == Reason.NO_COMPATIBLE ? "any,device" : "simple-bus";
        properties.add(DtProperty.made("compatible", PropertyValue.string(compatible)));
      }
    }
    return node.withProperties(properties)
        .mapChildren(
            child -> {
              NodePath below = path.child(child.name());
              boolean leads =
                  below.equals(none.cause()) || none.cause().text().startsWith(below.text() + "/");
              return leads ? mended(child, below, none) : child;
            });
  }
}
