// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import java.util.List;
import org.dtbind.aggregator.AggregatorOutcome;

/**
 * What came of each plan of a {@link Transaction}.
 *
 * @param devices in their order
 * @param aggregators in theirs
 */
record Ended(List<Outcome> devices, List<AggregatorOutcome> aggregators) {
  Ended {
    devices = List.copyOf(devices);
    aggregators = List.copyOf(aggregators);
  }
}
