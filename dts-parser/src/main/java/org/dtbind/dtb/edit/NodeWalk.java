// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dtb.edit;

import org.dtbind.dtb.Fdt;

/** Goes from a node through those below it, in the order of the blob. */
final class NodeWalk {

  private final RawBlob blob;
  private int offset;
  private int depth;
  private boolean left;

  NodeWalk(RawBlob blob, int node) {
    this.blob = blob;
    this.offset = node;
  }

  /** Returns the node; behind the last one, the offset behind the end of the first. */
  int offset() {
    return offset;
  }

  /** Returns how many levels the node is below the first. */
  int depth() {
    return depth;
  }

  /** Returns whether the end of the first node was reached. */
  boolean hasLeft() {
    return left;
  }

  /** Goes to the next node; returns whether there is one. */
  boolean next() throws FdtFailure {
    int behind = blob.behindNode(offset);
    while (true) {
      offset = behind;
      int token = blob.token(offset);
      behind = blob.next();
      switch (token) {
        case Fdt.BEGIN_NODE -> {
          depth++;
          return true;
        }
        case Fdt.END_NODE -> {
          depth--;
          if (depth < 0) {
            offset = behind;
            left = true;
            return false;
          }
        }
        case Fdt.END -> {
          if (blob.isBroken()) {
            throw blob.broken();
          }
          return false;
        }
        default -> {
          // A property, or nothing.
        }
      }
    }
  }
}
