// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change;

/**
 * The order of a rollback, both after a failure and after an interruption; ADR 0012 gives the
 * reason for each position. Changes with the same position are rolled back in reverse order.
 */
public enum Undo {
  /** Owners of device nodes, so that the new owner loses access at once. */
  NODES,
  /** Files and links, so that the former udev rules apply to nodes that are created again. */
  FILES,
  /**
   * Aggregators that were created: their lines may belong to chips that disappear with a device.
   */
  MADE,
  /** Devices that were bound or released. */
  DEVICES,
  /**
   * Aggregators that were deleted: their lines may belong to chips of the devices restored before.
   */
  DELETED
}
