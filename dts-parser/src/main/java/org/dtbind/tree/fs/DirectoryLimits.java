// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.tree.fs;

import org.dtbind.source.Limit;

/**
 * The limits for a directory that is read as a devicetree. No devicetree exceeds them, but a
 * directory that is specified by mistake may.
 *
 * @param depth the depth of the deepest node; the root has depth 0
 * @param entries the number of nodes and properties together
 * @param valueBytes the size of one property in bytes
 * @param totalBytes the size of all properties together in bytes
 */
public record DirectoryLimits(int depth, int entries, int valueBytes, long totalBytes) {

  /** The limits in {@link Limit}; the depth is that for all trees. */
  public static final DirectoryLimits DEFAULT =
      new DirectoryLimits(
          Limit.NODE_DEPTH.most(),
          Limit.DIRECTORY_ENTRIES.most(),
          Limit.DIRECTORY_VALUE_BYTES.most(),
          Limit.DIRECTORY_BYTES.most());
}
