// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.apply;

import java.util.List;
import org.dtbind.tree.DeviceTree;

/**
 * A base with overlays merged into it.
 *
 * @param tree all of it
 * @param names of properties in the order in which overlays set them: behind those of the base, the
 *     order in which libfdt adds them to a blob's table of names
 */
public record MergedTree(DeviceTree tree, List<String> names) {

  /** Copies the list. */
  public MergedTree {
    names = List.copyOf(names);
  }
}
