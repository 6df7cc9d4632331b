// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.tree;

import java.util.Comparator;
import java.util.List;

/** Sorts trees, so that they can be compared. */
public final class TreeOrder {

  private TreeOrder() {}

  /**
   * {@return the tree with reservations sorted by address and size, and with properties and
   * children sorted by the bytes of their names, as by dtc's {@code -s}}
   *
   * @param tree the tree
   */
  public static DeviceTree sorted(DeviceTree tree) {
    List<Reservation> reservations =
        tree.reservations().stream()
            .sorted(
                Comparator.comparing(Reservation::address, Long::compareUnsigned)
                    .thenComparing(Reservation::size, Long::compareUnsigned))
            .toList();
    return tree.withRoot(sorted(tree.root())).withReservations(reservations);
  }

  private static DtNode sorted(DtNode node) {
    return node.withProperties(
            node.properties().stream().sorted(Comparator.comparing(DtProperty::name)).toList())
        .withChildren(
            node.children().stream()
                .map(TreeOrder::sorted)
                .sorted(Comparator.comparing(DtNode::name))
                .toList());
  }
}
