// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.claims;

import org.dtbind.tree.NodePath;

/**
 * Two nodes of one tree that claim the same exclusive resource.
 *
 * @param first the claim that comes first in the tree
 * @param second the claim that comes later in the tree
 * @param certain whether Linux always rejects one of the claims; false if it depends on the drivers
 */
public record Conflict(
    ClaimKind kind, Resource resource, Claim first, Claim second, boolean certain) {

  /**
   * The identity of a conflict, without source positions, so that conflicts of two trees compare.
   *
   * @param one the property of the first claim
   * @param other the property of the second claim
   */
  public record Key(
      ClaimKind kind,
      Resource resource,
      NodePath first,
      String one,
      NodePath second,
      String other) {}

  public Key key() {
    return new Key(
        kind, resource, first.owner(), first.property(), second.owner(), second.property());
  }
}
