// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.diag;

import java.util.Optional;
import org.dtbind.tree.NodePath;

/** The limits that a node must keep, which whoever reads, merges or adds nodes asks for first. */
public final class NodeLimits {

  private NodeLimits() {}

  /**
   * {@return why there may not be such a node; empty if there may}
   *
   * @param depth the number of nodes above the node
   * @param pathLength the length of its path in bytes
   */
  public static Optional<Message> exceeded(int depth, int pathLength) {
    if (depth > NodePath.MAX_DEPTH) {
      return Optional.of(
          Message.of("nodes are nested more than {limit} levels deep", NodePath.MAX_DEPTH));
    }
    return pathLength > NodePath.MAX_LENGTH
        ? Optional.of(
            Message.of("the path of this node has more than {limit} bytes", NodePath.MAX_LENGTH))
        : Optional.empty();
  }
}
