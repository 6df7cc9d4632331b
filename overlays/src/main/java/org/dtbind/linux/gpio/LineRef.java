// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux.gpio;

import org.dtbind.tree.NodePath;

/**
 * Which line of which GPIO controller.
 *
 * @param controller its node
 * @param offset in the controller, from 0; -1 where only its driver knows
 */
public record LineRef(NodePath controller, int offset) {

  /** {@return whether the tree tells which of the controller's lines it is} */
  public boolean isKnown() {
    return offset >= 0;
  }
}
