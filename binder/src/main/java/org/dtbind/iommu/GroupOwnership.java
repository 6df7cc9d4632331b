// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.iommu;

import java.util.List;

/**
 * The subject of the result of a hand-over.
 *
 * @param nodes the nodes in {@code /dev} that belong, or would belong, to the user
 * @param steps the changes of files and nodes that were, or would be, made, one per line
 */
public record GroupOwnership(List<String> nodes, List<String> steps) {

  /** Copies the lists. */
  public GroupOwnership {
    nodes = List.copyOf(nodes);
    steps = List.copyOf(steps);
  }
}
