// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux.gpio;

import org.dtbind.tree.NodePath;

/**
 * Identifies a line of a GPIO controller.
 *
 * @param controller path of the controller
 * @param offset offset of the line in the controller, from 0; -1 if only the driver knows it
 */
public record LineRef(NodePath controller, int offset) {

  /** {@return whether the tree determines the offset of the line} */
  public boolean isKnown() {
    return offset >= 0;
  }
}
