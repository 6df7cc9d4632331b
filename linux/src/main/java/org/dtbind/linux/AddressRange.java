// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.NodePath;

/**
 * A range of registers of a device in the address space of the CPU.
 *
 * @param start CPU address of the first register, an unsigned 64-bit number
 * @param size number of bytes, an unsigned 64-bit number
 */
public record AddressRange(long start, long size) {

  /**
   * {@return the register ranges that Linux assigns to the device of a node: one for each entry of
   * {@code reg}, up to the first entry that the CPU cannot address (drivers/of/platform.c, {@code
   * of_device_alloc()})}
   *
   * @param tree a base
   * @throws IllegalArgumentException if the tree has no such node
   */
  public static List<AddressRange> of(DeviceTree tree, NodePath node) {
    return new Addresses(new Nodes(tree), Rules.NEWEST).ranges(node);
  }

  /**
   * {@return the register ranges of all nodes that have any, in the order of the tree}
   *
   * @param tree a base
   */
  public static Map<NodePath, List<AddressRange>> ofAll(DeviceTree tree) {
    Nodes nodes = new Nodes(tree);
    Addresses addresses = new Addresses(nodes, Rules.NEWEST);
    Map<NodePath, List<AddressRange>> ranges = new LinkedHashMap<>();
    nodes.forEach(
        (path, node) -> {
          List<AddressRange> own =
              node.property("reg").isPresent() ? addresses.ranges(path) : List.of();
          if (!own.isEmpty()) {
            ranges.put(path, own);
          }
        });
    return Collections.unmodifiableMap(ranges);
  }
}
