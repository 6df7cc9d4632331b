// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator;

import java.util.List;
import org.dtbind.change.result.Recovered;

/**
 * An aggregator of a change that was interrupted.
 *
 * @param exists whether an aggregator with that name exists now
 * @param notRestored the parts of its state that are not restored, one per line
 */
public record RecoveredAggregator(String text, boolean exists, List<String> notRestored)
    implements Recovered.Subject {
  /** Copies the list. */
  public RecoveredAggregator {
    notRestored = List.copyOf(notRestored);
  }
}
