// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.claims;

import org.dtbind.tree.NodePath;

/**
 * Two nodes of one tree that want what only one can have.
 *
 * @param thing what it is, in words, such as {@code line 19 of /soc/gpio@1000}
 * @param first who comes first in the tree
 * @param second who comes after it
 * @param certain whether Linux refuses it in any case; else some drivers share
 */
public record Conflict(ClaimKind kind, String thing, Claim first, Claim second, boolean certain) {

  /** What tells it from others: who wants what, not where that is written. */
  public record Key(
      ClaimKind kind, String thing, NodePath first, String one, NodePath second, String other) {}

  /** {@return what tells it from others} */
  public Key key() {
    return new Key(kind, thing, first.owner(), first.property(), second.owner(), second.property());
  }
}
