// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator;

import java.util.List;
import java.util.Optional;
import org.dtbind.aggregator.live.LiveAggregator;
import org.dtbind.aggregator.live.LiveAggregator.CreationMethod;
import org.dtbind.change.NamedResult;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Result;

/**
 * An aggregator, compared with its declaration or record.
 *
 * @param state the result of the comparison
 * @param one the current aggregator; empty if it does not exist
 * @param problem the difference, in one line; empty if there is none
 */
public record AggregatorStatus(
    String name, State state, Optional<LiveAggregator> one, Optional<String> problem) {

  /** The result of the comparison. */
  public enum State {
    /** The aggregator is as declared or recorded. */
    MADE,
    /** The aggregator exists, but differs from the declaration or record. */
    DRIFTED,
    /** The aggregator is declared or recorded, but does not exist. */
    GONE
  }

  /**
   * The status of an aggregator that is not declared; {@code drift} is the difference from its
   * record.
   */
  static AggregatorStatus of(LiveAggregator one, Optional<String> drift) {
    State state =
        one.creationMethod() == CreationMethod.MISSING
            ? State.GONE
            : drift.isPresent() ? State.DRIFTED : State.MADE;
    return new AggregatorStatus(one.text(), state, Optional.of(one), drift);
  }

  /** Adds a difference of the device node, unless there is another problem. */
  AggregatorStatus or(Optional<String> drift) {
    return state == State.MADE && drift.isPresent()
        ? new AggregatorStatus(name, State.DRIFTED, one, drift)
        : new AggregatorStatus(name, state, one, problem.or(() -> drift));
  }

  static AggregatorStatus of(NamedResult<AggregatorSubject> plan, List<LiveAggregator> all) {
    Optional<LiveAggregator> one =
        all.stream()
            .filter(live -> live.name().filter(plan.wanted()::equals).isPresent())
            .filter(live -> live.creationMethod() != CreationMethod.MISSING)
            .findFirst();
    if (plan.result() instanceof Result.Done) {
      return new AggregatorStatus(plan.wanted(), State.MADE, one, Optional.empty());
    }
    Optional<String> problem = plan.result().reason().map(Problem::message);
    State state = one.isPresent() ? State.DRIFTED : State.GONE;
    return new AggregatorStatus(plan.wanted(), state, one, problem);
  }
}
