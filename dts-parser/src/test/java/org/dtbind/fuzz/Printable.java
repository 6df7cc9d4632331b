// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.fuzz;

import java.util.HashSet;
import java.util.Set;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;

/** Tells which trees can be expressed as source; a blob can hold others. */
final class Printable {

  private Printable() {}

  static boolean is(DeviceTree tree) {
    return is(tree.root(), true, new HashSet<>());
  }

  private static boolean is(DtNode node, boolean root, Set<Integer> phandles) {
    if (!root && !node.name().matches("[a-zA-Z0-9,._+-]+(@[a-zA-Z0-9,._+-]*)?")) {
      return false;
    }
    Set<String> names = new HashSet<>();
    Set<Integer> own = new HashSet<>();
    for (DtProperty property : node.properties()) {
      if (!property.name().matches("[a-zA-Z0-9,._+?#-]+") || !names.add(property.name())) {
        return false;
      }
      if (property.name().equals("phandle") || property.name().equals("linux,phandle")) {
        int number = property.value().cell().orElse(0);
        if (number == 0 || number == -1 || own.isEmpty() == phandles.contains(number)) {
          return false;
        }
        own.add(number);
        phandles.add(number);
      }
    }
    return own.size() < 2 && node.children().stream().allMatch(c -> is(c, false, phandles));
  }

  /** Returns the tree without the boot CPU, which source cannot express. */
  static DeviceTree comparable(DeviceTree tree) {
    return new DeviceTree(tree.root(), tree.reservations(), 0, tree.plugin(), tree.origins());
  }

  /** Returns whether no reservation is all zero, which would end the list in a blob. */
  static boolean hasNoEmptyReservation(DeviceTree tree) {
    return tree.reservations().stream().noneMatch(r -> r.address() == 0 && r.size() == 0);
  }
}
