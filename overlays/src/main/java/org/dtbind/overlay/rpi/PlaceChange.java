// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.rpi;

import org.dtbind.tree.NodePath;

/**
 * A change by a parameter that fixup tables must follow, because they contain paths and offsets.
 */
public sealed interface PlaceChange {

  /**
   * A node is renamed.
   *
   * @param node the path before the change
   */
  record Renamed(NodePath node, String name) implements PlaceChange {}

  /**
   * A cell is replaced by a cell of the override, which may hold a phandle.
   *
   * @param place the byte offset in the property
   * @param parameter the parameter whose override has the cell
   * @param offset the byte offset in the override
   */
  record CellSet(NodePath node, String property, int place, String parameter, int offset)
      implements PlaceChange {}

  /** A Boolean parameter empties or removes a property that has a value. */
  record Emptied(NodePath node, String property) implements PlaceChange {}
}
