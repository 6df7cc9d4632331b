// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.apply;

import java.util.List;
import org.dtbind.tree.DeviceTree;

/**
 * A base with overlays merged into it.
 *
 * @param edits what was done to the base, in order
 */
public record MergedTree(DeviceTree tree, List<Edit> edits) {

  public MergedTree {
    edits = List.copyOf(edits);
  }

  /**
   * {@return the names of properties in the order in which overlays set them: behind those of the
   * base, the order in which libfdt adds them to a blob's table of names}
   */
  public List<String> names() {
    return edits.stream()
        .filter(Edit.SetProperty.class::isInstance)
        .map(edit -> ((Edit.SetProperty) edit).name())
        .distinct()
        .toList();
  }
}
