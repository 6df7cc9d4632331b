// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.apply;

import java.util.List;
import org.dtbind.tree.DeviceTree;

/**
 * A base with overlays merged into it.
 *
 * @param edits the changes that were made to the base, in order
 * @param replacements the values that overlays replace, in order
 */
public record MergedTree(DeviceTree tree, List<Edit> edits, List<Replacement> replacements) {

  public MergedTree {
    edits = List.copyOf(edits);
    replacements = List.copyOf(replacements);
  }

  /** Creates a tree in which no overlay replaces a value. */
  public MergedTree(DeviceTree tree, List<Edit> edits) {
    this(tree, edits, List.of());
  }

  /**
   * {@return the names of the properties that overlays set, in order of first use. libfdt appends
   * new names to the strings block of a blob in this order}
   */
  public List<String> names() {
    return edits.stream()
        .filter(Edit.SetProperty.class::isInstance)
        .map(edit -> ((Edit.SetProperty) edit).name())
        .distinct()
        .toList();
  }
}
