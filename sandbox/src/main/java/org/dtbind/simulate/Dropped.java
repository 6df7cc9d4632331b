// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.simulate;

import org.dtbind.tree.NodePath;

/**
 * A node or a property that the simulated tree does not have.
 *
 * @param node path of the node, or of the node that had the property
 * @param property name of the property; empty for the whole node with its descendants
 */
public record Dropped(NodePath node, String property, Reason reason) {

  /** Why something is dropped. */
  public enum Reason {
    /** A property that refers to a supplier without a driver, for which Linux would wait. */
    SUPPLIER("refers to hardware for which the sandbox has no driver"),
    /**
     * The {@code compatible} of a clock or interrupt controller that the kernel of the board sets
     * up before devices exist.
     */
    EARLY("would make a device of a node that a board's kernel sets up earlier, without a device"),
    /** A node or property that describes the memory, a processor or the boot of the board. */
    MACHINE("describes the memory or the processors of the board, or how it boots"),
    /** A child or property of a controller that was replaced. */
    CONTROLLER("belonged to a controller that was replaced"),
    /**
     * A property of a {@code gpio-map}: its specifiers belong to a replaced controller, and the
     * nodes that used the map now name the line directly.
     */
    MAP("mapped lines to which nodes now refer directly"),
    /** An alias for which the kernel has no memory when it reads the tree. */
    ALIAS("is one alias more than User-mode Linux can read");

    private final String text;

    Reason(String text) {
      this.text = text;
    }

    /** {@return the reason as the predicate of a sentence about the node or property} */
    public String text() {
      return text;
    }
  }

  public boolean isNode() {
    return property.isEmpty();
  }
}
