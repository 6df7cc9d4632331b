// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux.gpio;

import java.util.List;
import java.util.Optional;

/**
 * A line that has a name or a user in a tree.
 *
 * @param offset offset of the line in the controller, from 0; empty if only the driver knows it
 * @param name name from {@code gpio-line-names}; empty if it has none
 * @param uses requests for the line, hogs first, and then the interrupts of nodes
 */
public record TreeLine(
    GpioController controller, Optional<Integer> offset, String name, List<LineUse> uses) {

  /** Copies the list. */
  public TreeLine {
    uses = List.copyOf(uses);
  }

  TreeLine with(GpioController other) {
    return new TreeLine(other, offset, name, uses);
  }

  /**
   * {@return whether several entries request the line, which is a conflict, unless a driver binds
   * to only one of the requesting devices. Nodes may share an interrupt}
   */
  public boolean isContested() {
    return uses.stream().filter(use -> !use.isInterrupt()).count() > 1;
  }
}
