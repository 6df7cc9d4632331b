// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.config;

import java.util.List;
import org.dtbind.overlay.Overlay;
import org.dtbind.overlay.apply.MergePlan;
import org.dtbind.overlay.apply.MergedTree;

/**
 * The tree that a board boots with.
 *
 * @param overlays that the firmware takes, in order
 * @param plan that merges them to this tree, with the parameters that it takes
 * @param asked which line asks for what
 */
public record ConfiguredTree(
    MergedTree merged, List<Overlay> overlays, MergePlan plan, AskedBy asked) {

  /** Copies the list. */
  public ConfiguredTree {
    overlays = List.copyOf(overlays);
  }
}
