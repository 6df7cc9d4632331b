// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dtb.edit;

import org.dtbind.dtb.Fdt;

/** Visits a node and the nodes below it in the order of the blob. */
final class NodeWalk {

  private final RawBlob blob;
  private int offset;
  private int depth;
  private boolean left;

  NodeWalk(RawBlob blob, int node) {
    this.blob = blob;
    this.offset = node;
  }

  /**
   * Returns the offset of the current node; after the last one, the offset after the end of the
   * first node.
   */
  int offset() {
    return offset;
  }

  /** Returns the depth of the current node relative to the first one. */
  int depth() {
    return depth;
  }

  /** Whether the walk reached the end of the first node. */
  boolean hasLeft() {
    return left;
  }

  /** Moves to the next node. Returns false if there is none. */
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
          // FDT_PROP and FDT_NOP are skipped.
        }
      }
    }
  }
}
