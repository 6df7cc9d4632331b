// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.rpi;

import org.dtbind.tree.NodePath;

/** What a parameter does that tables of places have to follow. */
public sealed interface PlaceChange {

  /**
   * A node gets another name.
   *
   * @param node its path before
   */
  record Renamed(NodePath node, String name) implements PlaceChange {}

  /**
   * A cell is set to one that stands among the targets.
   *
   * @param place in the property, in bytes
   * @param parameter whose targets these are
   * @param offset in them, in bytes
   */
  record CellSet(NodePath node, String property, int place, String parameter, int offset)
      implements PlaceChange {}

  /** A boolean takes the place of a value. */
  record Emptied(NodePath node, String property) implements PlaceChange {}
}
