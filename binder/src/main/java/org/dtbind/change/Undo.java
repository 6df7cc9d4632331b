// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change;

/**
 * The order of a rollback, both after a failure and after an interruption; ADR 0012 gives the
 * reason for each place. Within one place, the last change is rolled back first.
 */
public enum Undo {
  /** Owners of nodes: the former owner gets them back at once. */
  NODES,
  /** Files and links, so that the former rules set up what is created again. */
  FILES,
  /** Aggregators that were created: their lines may belong to chips that will disappear. */
  MADE,
  /** Devices. */
  DEVICES,
  /** Aggregators that were deleted: their lines may belong to chips that were just restored. */
  DELETED
}
