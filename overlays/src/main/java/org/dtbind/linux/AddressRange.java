// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux;

import java.util.List;
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
   * @param node path of a node in the tree
   * @throws IllegalArgumentException if the tree has no such node
   */
  public static List<AddressRange> of(DeviceTree tree, NodePath node) {
    return new Addresses(new Nodes(tree), Rules.NEWEST).ranges(node);
  }
}
