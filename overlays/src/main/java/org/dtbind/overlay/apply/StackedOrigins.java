// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.apply;

import java.util.List;
import org.dtbind.source.Origin;
import org.dtbind.source.Origins;
import org.dtbind.source.Span;

/**
 * The places of a base and of the overlays on it.
 *
 * @param readings by rising first position; the base's is 0
 */
record StackedOrigins(List<Reading> readings) implements Origins {

  /**
   * One of them.
   *
   * @param first the position that its own position 0 has become
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
