// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux.gpio;

import java.util.List;

/**
 * A line that a tree names or uses.
 *
 * @param controller of the line
 * @param offset in the controller, from 0; -1 if only the driver knows it
 * @param name from {@code gpio-line-names}; empty if it has none
 * @param uses by nodes, hogs first; more than one is a conflict, unless only one of them is ever
 *     bound
 */
public record TreeLine(GpioController controller, int offset, String name, List<LineUse> uses) {

  /** Copies the list. */
  public TreeLine {
    uses = List.copyOf(uses);
  }
}
