// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.compare;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.NodePath;
import org.dtbind.tree.Reservation;

/** A difference of a changed tree from a base. */
public sealed interface Difference {

  /**
   * A node that only the changed tree has, with all nodes below it.
   *
   * @param path the path in the changed tree
   */
  record NodeAdded(NodePath path, DtNode node) implements Difference {}

  /** A node that only the base has, with all nodes below it. */
  record NodeRemoved(NodePath path, DtNode node) implements Difference {}

  /**
   * A node with the same label at another path.
   *
   * @param after the path in the changed tree
   * @param nodeAfter the node of the changed tree
   */
  record NodeMoved(
      String label, NodePath before, NodePath after, DtNode nodeBefore, DtNode nodeAfter)
      implements Difference {}

  /**
   * A property that differs, or that only one of the two nodes has.
   *
   * @param path the node's path in the changed tree
   * @param before the property in the base; absent if there is none
   * @param after the property in the changed tree; absent if there is none
   */
  record PropertyDiffers(
      NodePath path, String name, Optional<Referring> before, Optional<Referring> after)
      implements Difference {}

  /**
   * A property and the references in it.
   *
   * @param references targets by byte offset: the path of a node of this tree, or {@code &label} of
   *     a node of the base
   */
  record Referring(DtProperty property, SortedMap<Integer, String> references) {

    public Referring {
      references = Collections.unmodifiableSortedMap(new TreeMap<>(references));
    }
  }

  /**
   * A label whose node differs.
   *
   * @param before the node's path in the base; absent if the base has no such label
   * @param after the node's path in the changed tree; absent if that tree has no such label
   */
  record LabelDiffers(String label, Optional<NodePath> before, Optional<NodePath> after)
      implements Difference {}

  /**
   * Different memory reservations (Devicetree Specification v0.4, section 5.3).
   *
   * @param after the reservations of the changed tree
   */
  record ReservationsDiffer(List<Reservation> before, List<Reservation> after)
      implements Difference {

    public ReservationsDiffer {
      before = List.copyOf(before);
      after = List.copyOf(after);
    }
  }

  /**
   * Different physical ids of the boot processor, as unsigned 32-bit numbers.
   *
   * @param before the id in the base
   * @param after the id in the changed tree
   */
  record BootCpuDiffers(int before, int after) implements Difference {}
}
