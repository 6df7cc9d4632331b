// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.simulate;

import org.dtbind.tree.NodePath;

/**
 * A node or a property that the simulated tree does not have.
 *
 * @param node the node, or the one that had the property
 * @param property its name; empty for the whole node with all below it
 */
public record Dropped(NodePath node, String property, Reason reason) {

  /** Why something is dropped. */
  public enum Reason {
    /** It names hardware that there is no driver for, and Linux would wait for that. */
    SUPPLIER("names hardware that no driver in the sandbox handles"),
    /** It is about the memory or the processor of the board, or what its boot loader tells. */
    MACHINE("describes the memory, the processor or the boot of the board"),
    /** It belonged to a controller that was replaced. */
    CONTROLLER("belonged to a controller that was replaced"),
    /** It handed on lines by specifiers of another controller; what used it names the line. */
    MAP("mapped lines that are now named directly");

    private final String text;

    Reason(String text) {
      this.text = text;
    }

    /** {@return what can be said of the thing dropped} */
    public String text() {
      return text;
    }
  }

  public boolean isNode() {
    return property.isEmpty();
  }
}
