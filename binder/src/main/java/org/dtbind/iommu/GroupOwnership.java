// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.iommu;

import java.util.List;

/**
 * The subject of a hand-over's result.
 *
 * @param nodes in {@code /dev} that belong, or would belong, to the user
 * @param steps files and nodes that were, or would be, changed, one per line
 */
public record GroupOwnership(List<String> nodes, List<String> steps) {

  /** Copies the lists. */
  public GroupOwnership {
    nodes = List.copyOf(nodes);
    steps = List.copyOf(steps);
  }
}
