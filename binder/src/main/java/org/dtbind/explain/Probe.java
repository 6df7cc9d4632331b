// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.explain;

import org.dtbind.tree.NodePath;

/**
 * Whether a node that describes a device has a driver, and why not.
 *
 * @param node its path
 * @param verdict in one word
 * @param reason one line for people
 * @param cause the node in which the reason lies: the node itself, a supplier, or one above it
 */
public record Probe(NodePath node, Verdict verdict, String reason, NodePath cause) {

  /** What a test of the node reports. */
  public enum Verdict {
    /** A driver has its device. */
    BOUND,
    /** It ought to have a driver, and has none. */
    MISSING,
    /** Nothing says that it ought to have one. */
    SKIPPED
  }
}
