// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.iommu;

import java.util.List;

/**
 * What the result of a hand-over is about.
 *
 * @param nodes in {@code /dev} that are, or would be, the user's
 * @param steps files and nodes that were, or would be, changed, a line each
 */
public record GroupOwnership(List<String> nodes, List<String> steps) {

  /** Copies the lists. */
  public GroupOwnership {
    nodes = List.copyOf(nodes);
    steps = List.copyOf(steps);
  }
}
