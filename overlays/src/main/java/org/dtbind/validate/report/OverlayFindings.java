// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.report;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.dtbind.validate.Finding;

/** Tells what overlays bring from what was wrong with their base before. */
public final class OverlayFindings {

  private OverlayFindings() {}

  /** {@return the keys of findings} */
  public static Set<FindingKey> keys(List<Finding> findings) {
    return findings.stream()
        .flatMap(finding -> FindingKey.each(finding).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * {@return the findings in a merged tree that the base does not have, or not with all of their
   * keys}
   *
   * @param base keys of findings in the base
   * @param merged findings in the base with overlays merged into it
   */
  public static List<Finding> brought(Set<FindingKey> base, List<Finding> merged) {
    return merged.stream().filter(finding -> !base.containsAll(FindingKey.each(finding))).toList();
  }
}
