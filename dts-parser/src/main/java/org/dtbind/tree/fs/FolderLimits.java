// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.tree.fs;

/**
 * How much of a folder is read before it is refused: a devicetree is far smaller, a folder named by
 * mistake may be far larger.
 *
 * @param depth deepest node, the root being 0
 * @param entries nodes and properties together
 * @param valueBytes of one property
 * @param totalBytes of all properties
 */
public record FolderLimits(int depth, int entries, int valueBytes, long totalBytes) {

  /** A flattened devicetree of U-Boot or Linux stays below a few MiB and 64 levels. */
  public static final FolderLimits DEFAULT = new FolderLimits(64, 500_000, 16 << 20, 64L << 20);
}
