// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator;

import java.util.Optional;

/**
 * What is to become of an aggregator with what is declared, or has become of it.
 *
 * @param name of it
 * @param outcome {@link AggregatorOutcome.Planned} where something is to be done
 * @param deletion of one that is not declared, or is another one; empty where none is deleted
 * @param creation empty where none is made
 */
public record AggregatorPlan(
    String name,
    AggregatorOutcome outcome,
    Optional<AggregatorPart> deletion,
    Optional<AggregatorPart> creation) {

  static AggregatorPlan ended(String name, AggregatorOutcome outcome) {
    return new AggregatorPlan(name, outcome, Optional.empty(), Optional.empty());
  }

  /** {@return whether something is to be done} */
  public boolean pending() {
    return outcome instanceof AggregatorOutcome.Planned;
  }

  /**
   * {@return the same, of which something has become}
   *
   * @param end what
   */
  public AggregatorPlan ended(AggregatorOutcome end) {
    return ended(name, end);
  }
}
