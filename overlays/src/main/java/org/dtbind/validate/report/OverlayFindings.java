// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.report;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dtbind.validate.Finding;

/** Tells what overlays bring from what was wrong with their base before. */
public final class OverlayFindings {

  private OverlayFindings() {}

  /**
   * {@return the findings in a merged tree that the base does not have}
   *
   * @param base findings in the base
   * @param merged findings in the base with overlays merged into it
   */
  public static List<Finding> brought(List<Finding> base, List<Finding> merged) {
    Set<FindingKey> known = new HashSet<>();
    base.forEach(finding -> known.add(FindingKey.of(finding)));
    return merged.stream().filter(finding -> !known.contains(FindingKey.of(finding))).toList();
  }
}
