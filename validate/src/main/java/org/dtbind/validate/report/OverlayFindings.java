// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.report;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.dtbind.validate.Finding;

/** Separates findings that overlays cause from findings in the base. */
public final class OverlayFindings {

  private OverlayFindings() {}

  public static Set<FindingKey> keys(List<Finding> findings) {
    return findings.stream()
        .flatMap(finding -> FindingKey.each(finding).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * {@return the findings in a merged tree of which at least one key is not a key of a finding in
   * the base}
   */
  public static List<Finding> added(Set<FindingKey> base, List<Finding> merged) {
    return merged.stream().filter(finding -> !base.containsAll(FindingKey.each(finding))).toList();
  }
}
