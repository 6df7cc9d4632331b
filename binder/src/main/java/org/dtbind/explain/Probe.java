// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.explain;

import org.dtbind.tree.NodePath;

/**
 * Whether a driver is bound to the device of a node, and if not, why.
 *
 * @param verdict the result
 * @param reason the reason for the result, one line of text
 * @param cause the node that is the cause: the node itself, a supplier, or an ancestor
 */
public record Probe(NodePath node, Verdict verdict, String reason, NodePath cause) {

  /** The result of testing a node. */
  public enum Verdict {
    /** A driver is bound to the node's device. */
    BOUND,
    /** A driver should be bound, but none is. */
    MISSING,
    /** Nothing shows that a driver should be bound. */
    SKIPPED
  }
}
