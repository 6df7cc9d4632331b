// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux.uio;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.tree.NodePath;

/**
 * What the device node of {@code uio_pdrv_genirq} gives a program in addition to the registers and
 * the interrupt of a device. The driver maps whole pages (drivers/uio/uio_pdrv_genirq.c), and a
 * device that accesses memory by itself can read and write all memory that it reaches.
 *
 * @param neighbors nodes with other registers in these pages, by address
 * @param more whether there may be further ones
 * @param dma what shows that the device accesses memory by itself, such as {@code the property
 *     iommus}; empty if nothing does
 */
public record UioAccess(List<NodePath> neighbors, boolean more, Optional<String> dma) {

  /** Copies the list. */
  public UioAccess {
    neighbors = List.copyOf(neighbors);
  }

  /** {@return what a program can reach beyond the device, one text for each reason; often none} */
  public List<String> reasons() {
    List<String> reasons = new ArrayList<>();
    if (!neighbors.isEmpty()) {
      reasons.add(
          "uio_pdrv_genirq maps whole pages, which also contain registers of %s%s"
              .formatted(
                  String.join(", ", neighbors.stream().map(NodePath::text).toList()),
                  more ? ", and possibly of others" : ""));
    }
    dma.ifPresent(
        shown ->
            reasons.add(
                "%s shows that the device accesses memory by itself (DMA), so a program that controls the device can read and write memory"
                    .formatted(shown)));
    return reasons;
  }
}
