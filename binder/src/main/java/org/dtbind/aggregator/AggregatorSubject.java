// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator;

import java.util.List;
import java.util.Optional;
import org.dtbind.aggregator.live.LiveAggregator;
import org.dtbind.change.result.Result;
import org.dtbind.change.result.Result.Done;

/**
 * The subject of a result: an aggregator.
 *
 * @param live the current aggregator, or its state before it was deleted; empty in plans and after
 *     failures
 * @param link the name of its link in {@code /dev/gpio}; empty unless it was created or already
 *     existed
 * @param steps the steps of a plan in order, one per line
 * @param plan the plan; empty if there is nothing left to do
 */
public record AggregatorSubject(
    String name,
    Optional<LiveAggregator> live,
    Optional<String> link,
    boolean deleted,
    List<String> steps,
    Optional<AggregatorPlan> plan) {

  /** Copies the list. */
  public AggregatorSubject {
    steps = List.copyOf(steps);
  }

  public static AggregatorSubject named(String name) {
    return new AggregatorSubject(
        name, Optional.empty(), Optional.empty(), false, List.of(), Optional.empty());
  }

  static Result<AggregatorSubject> created(
      LiveAggregator one, CreateRequest request, boolean already, List<String> notes) {
    Optional<String> link = request.access().orLink(request.name()).link();
    return new Done<>(
        new AggregatorSubject(
            one.text(), Optional.of(one), link, false, List.of(), Optional.empty()),
        already,
        notes);
  }

  static Result<AggregatorSubject> deleted(LiveAggregator one, List<String> notes) {
    return new Done<>(
        new AggregatorSubject(
            one.text(), Optional.of(one), Optional.empty(), true, List.of(), Optional.empty()),
        false,
        notes);
  }

  static AggregatorSubject planned(AggregatorPlan plan, List<String> steps) {
    return new AggregatorSubject(
        plan.name(), Optional.empty(), Optional.empty(), plan.deletes(), steps, Optional.of(plan));
  }

  public AggregatorSubject with(AggregatorPlan other) {
    return new AggregatorSubject(name, live, link, deleted, steps, Optional.of(other));
  }
}
