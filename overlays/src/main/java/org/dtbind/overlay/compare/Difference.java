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

/** Something that is other in one tree, the changed one, than in another, the base. */
public sealed interface Difference {

  /**
   * A node, and all below it, that only the changed tree has.
   *
   * @param path in the changed tree
   */
  record NodeAdded(NodePath path, DtNode node) implements Difference {}

  /**
   * A node, and all below it, that only the base has.
   *
   * @param path in the base
   */
  record NodeRemoved(NodePath path, DtNode node) implements Difference {}

  /**
   * A node that stands elsewhere: its label says that it is the same.
   *
   * @param label by which it was found again
   * @param before its path in the base
   * @param after its path in the changed tree
   * @param was the node of the base
   * @param is the node of the changed tree
   */
  record NodeMoved(String label, NodePath before, NodePath after, DtNode was, DtNode is)
      implements Difference {}

  /**
   * A property of a node that both have, or a part of one that is there in one only.
   *
   * @param path of the node in the changed tree
   * @param before what it is in the base; absent if it is not
   * @param after what it is in the changed tree; absent if it is not
   */
  record PropertyDiffers(
      NodePath path, String name, Optional<Referring> before, Optional<Referring> after)
      implements Difference {}

  /**
   * A property, and what cells of it refer to.
   *
   * @param property with its bytes
   * @param references by offset: the path of a node of the same tree, or {@code &label} of another
   */
  record Referring(DtProperty property, SortedMap<Integer, String> references) {

    public Referring {
      references = Collections.unmodifiableSortedMap(new TreeMap<>(references));
    }
  }

  /**
   * A label of a node that both have.
   *
   * @param label the name
   * @param before the node's path in the base; absent if the base has no such label
   * @param after the node's path in the changed tree; absent if that has no such label
   */
  record LabelDiffers(String label, Optional<NodePath> before, Optional<NodePath> after)
      implements Difference {}

  /**
   * Memory that is to be left alone.
   *
   * @param before in the base
   * @param after in the changed tree
   */
  record ReservationsDiffer(List<Reservation> before, List<Reservation> after)
      implements Difference {

    public ReservationsDiffer {
      before = List.copyOf(before);
      after = List.copyOf(after);
    }
  }

  /**
   * The physical id of the boot processor, 32 bits unsigned.
   *
   * @param before in the base
   * @param after in the changed tree
   */
  record BootCpuDiffers(int before, int after) implements Difference {}
}
