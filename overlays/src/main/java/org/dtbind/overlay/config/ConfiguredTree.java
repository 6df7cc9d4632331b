// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.config;

import java.util.List;
import org.dtbind.overlay.Overlay;
import org.dtbind.overlay.apply.MergePlan;
import org.dtbind.overlay.apply.MergedTree;

/**
 * The tree with which a board boots.
 *
 * @param overlays the overlays that the firmware accepts, in order
 * @param plan the rules and accepted parameters with which the overlays make this tree
 * @param causes the lines of {@code config.txt} that caused changes
 */
public record ConfiguredTree(
    MergedTree merged, List<Overlay> overlays, MergePlan plan, ConfigCauses causes) {

  public ConfiguredTree {
    overlays = List.copyOf(overlays);
  }
}
