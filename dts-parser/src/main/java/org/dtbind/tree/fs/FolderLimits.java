// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.tree.fs;

import org.dtbind.source.Limit;

/**
 * The limits of a folder that is read: a devicetree is far smaller, but a folder named by mistake
 * may be far larger.
 *
 * @param depth deepest node, the root being 0
 * @param entries nodes and properties together
 * @param valueBytes of one property
 * @param totalBytes of all properties
 */
public record FolderLimits(int depth, int entries, int valueBytes, long totalBytes) {

  /** The limits of {@link Limit}: as deep as any other tree. */
  public static final FolderLimits DEFAULT =
      new FolderLimits(
          Limit.NODE_DEPTH.most(),
          Limit.FOLDER_ENTRIES.most(),
          Limit.FOLDER_VALUE_BYTES.most(),
          Limit.FOLDER_BYTES.most());
}
