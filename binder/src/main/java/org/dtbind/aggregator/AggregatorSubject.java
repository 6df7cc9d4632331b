// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator;

import java.util.List;
import java.util.Optional;
import org.dtbind.aggregator.live.LiveAggregator;
import org.dtbind.change.result.Result;
import org.dtbind.change.result.Result.Done;
import org.dtbind.change.result.Result.Planned;

/**
 * The subject of a result: an aggregator.
 *
 * @param name the aggregator's name
 * @param live the current aggregator, or its state before it was deleted; empty in plans and after
 *     failures
 * @param link the name of its link in {@code /dev/gpio}; empty unless it was created or already
 *     existed
 * @param deleted whether the aggregator was deleted
 * @param steps the steps of a plan in order, one per line
 */
public record AggregatorSubject(
    String name,
    Optional<LiveAggregator> live,
    Optional<String> link,
    boolean deleted,
    List<String> steps) {

  /** Copies the list. */
  public AggregatorSubject {
    steps = List.copyOf(steps);
  }

  /**
   * {@return an aggregator that was not changed}
   *
   * @param name the aggregator's name
   */
  public static AggregatorSubject named(String name) {
    return new AggregatorSubject(name, Optional.empty(), Optional.empty(), false, List.of());
  }

  static Result<AggregatorSubject> created(
      LiveAggregator one, CreateRequest request, boolean already, List<String> notes) {
    Optional<String> link = request.access().orLink(request.name()).link();
    return new Done<>(
        new AggregatorSubject(one.text(), Optional.of(one), link, false, List.of()),
        already,
        notes);
  }

  static Result<AggregatorSubject> deleted(LiveAggregator one, List<String> notes) {
    return new Done<>(
        new AggregatorSubject(one.text(), Optional.of(one), Optional.empty(), true, List.of()),
        false,
        notes);
  }

  static Result<AggregatorSubject> planned(String name, List<String> steps, List<String> notes) {
    return new Planned<>(
        new AggregatorSubject(name, Optional.empty(), Optional.empty(), false, steps), notes);
  }
}
