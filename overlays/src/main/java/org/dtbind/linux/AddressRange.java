// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux;

import java.util.List;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.NodePath;

/**
 * The registers of a device, at the processor's addresses.
 *
 * @param start their first address; 64 bits without sign
 * @param size in bytes; 64 bits without sign
 */
public record AddressRange(long start, long size) {

  /**
   * {@return the registers that Linux assigns to the device of a node, one for each entry of {@code
   * reg}, up to the first one that the processor cannot address (drivers/of/platform.c, {@code
   * of_device_alloc()})}
   *
   * @param tree a base
   * @param node a path in it
   * @throws IllegalArgumentException if the tree has no such node
   */
  public static List<AddressRange> of(DeviceTree tree, NodePath node) {
    return new Addresses(new Nodes(tree), Rules.NEWEST).ranges(node);
  }
}
