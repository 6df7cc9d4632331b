// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change;

/**
 * The one order in which a change is undone, whether it failed or was interrupted: ADR 0012 has the
 * reason for each place. Within one of them, what was done last is undone first.
 */
public enum Undo {
  /** Nodes that were given to somebody: they are the former owner's at once. */
  NODES,
  /** Files and links: what comes back is set up by the rules of before. */
  FILES,
  /** Aggregators that were made: they have lines of chips that may go. */
  MADE,
  /** Devices. */
  DEVICES,
  /** Aggregators that were deleted: their lines may be those of chips that came back just now. */
  DELETED
}
