// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;
import org.dtbind.tree.PropertyValue;

/**
 * The name that Linux gives to the platform or AMBA device of a node (drivers/of/platform.c, {@code
 * of_device_make_bus_id()}). Boards with auxdata, ARM ones from before 2015, rename some devices.
 */
public final class DeviceNames {

  private DeviceNames() {}

  /**
   * {@return the device's name, such as {@code 1000.dev}, {@code soc:door}; empty for the root}
   *
   * @param tree holds the node
   * @param node its path
   */
  public static String of(DeviceTree tree, NodePath node) {
    String name = "";
    for (NodePath at = node; !at.isRoot(); at = at.parent()) {
      Optional<DtNode> here = tree.node(at);
      OptionalLong address = Addresses.cpuAddress(tree, at);
      if (here.isPresent() && address.isPresent()) {
        String mask = mask(here.get()).map(bit -> "." + Integer.toHexString(bit)).orElse("");
        String first = Long.toHexString(address.getAsLong()) + mask + "." + here.get().baseName();
        return join(first, name);
      }
      name = join(at.name(), name);
    }
    return name;
  }

  private static String join(String first, String rest) {
    return rest.isEmpty() ? first : first + ":" + rest;
  }

  /** {@code ffs(mask) - 1}: devices of one register block that differ in a bit. */
  private static Optional<Integer> mask(DtNode node) {
    Optional<List<Integer>> cells = node.value("mask").flatMap(PropertyValue::cells);
    return cells
        .filter(list -> !list.isEmpty())
        .map(list -> list.get(0))
        .map(mask -> mask == 0 ? -1 : Integer.numberOfTrailingZeros(mask));
  }
}
