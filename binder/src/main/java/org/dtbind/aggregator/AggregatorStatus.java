// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator;

import java.util.List;
import java.util.Optional;
import org.dtbind.aggregator.live.LiveAggregator;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Result;

/**
 * An aggregator, against what is declared or remembered of it.
 *
 * @param name of it
 * @param state how that agrees
 * @param one as it is; empty where it is not there
 * @param problem what is not as declared, one line; empty where all is
 */
public record AggregatorStatus(
    String name, State state, Optional<LiveAggregator> one, Optional<String> problem) {

  /** How intention and fact agree. */
  public enum State {
    /** It is as it was intended. */
    MADE,
    /** It is there, and another one than is declared. */
    DRIFTED,
    /** It is declared or remembered, and not there. */
    GONE
  }

  /** Of one that is not declared; how it is not set up as it was told, where that is so. */
  static AggregatorStatus of(LiveAggregator one, Optional<String> drift) {
    State state =
        one.made() == LiveAggregator.Made.MISSING
            ? State.GONE
            : drift.isPresent() ? State.DRIFTED : State.MADE;
    return new AggregatorStatus(one.text(), state, Optional.of(one), drift);
  }

  /** The same with why its node is not as declared, where nothing else is wrong. */
  AggregatorStatus or(Optional<String> drift) {
    return state == State.MADE && drift.isPresent()
        ? new AggregatorStatus(name, State.DRIFTED, one, drift)
        : new AggregatorStatus(name, state, one, problem.or(() -> drift));
  }

  static AggregatorStatus of(AggregatorPlan plan, List<LiveAggregator> all) {
    Optional<LiveAggregator> one =
        all.stream()
            .filter(live -> live.name().filter(plan.name()::equals).isPresent())
            .filter(live -> live.made() != LiveAggregator.Made.MISSING)
            .findFirst();
    if (plan.result() instanceof Result.Done) {
      return new AggregatorStatus(plan.name(), State.MADE, one, Optional.empty());
    }
    Optional<String> problem = plan.result().reason().map(Problem::message);
    State state = one.isPresent() ? State.DRIFTED : State.GONE;
    return new AggregatorStatus(plan.name(), state, one, problem);
  }
}
