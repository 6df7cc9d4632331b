// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.explain;

import org.dtbind.tree.NodePath;

/**
 * Whether a node that describes a device has a driver, and if not, why.
 *
 * @param node its path
 * @param verdict in one word
 * @param reason one line of text
 * @param cause the node in which the reason lies: the node itself, a supplier, or one above it
 */
public record Probe(NodePath node, Verdict verdict, String reason, NodePath cause) {

  /** The result of testing a node. */
  public enum Verdict {
    /** A driver is bound to its device. */
    BOUND,
    /** It should have a driver, but has none. */
    MISSING,
    /** Nothing shows that it should have a driver. */
    SKIPPED
  }
}
