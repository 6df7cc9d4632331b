// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.apply;

import java.util.List;
import org.dtbind.source.Origin;
import org.dtbind.source.Origins;
import org.dtbind.source.Span;

/**
 * Maps the source positions of a base and of the overlays on it to places.
 *
 * @param readings the trees by ascending first position; that of the base is 0
 */
record StackedOrigins(List<Reading> readings) implements Origins {

  /**
   * The positions of one tree.
   *
   * @param first the shifted value of the tree's position 0
   */
  record Reading(int first, Origins origins) {}

  StackedOrigins {
    readings = List.copyOf(readings);
  }

  @Override
  public Origin of(Span span) {
    Reading found = readings.get(0);
    for (Reading reading : readings) {
      if (span.isKnown() && reading.first() <= span.start()) {
        found = reading;
      }
    }
    int by = found.first();
    return found.origins().of(span.isKnown() ? new Span(span.start() - by, span.end() - by) : span);
  }
}
