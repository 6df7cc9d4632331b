// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.dtbind.change.ChangeSet.Part;
import org.dtbind.change.FileChange;
import org.dtbind.change.LoadedModules;
import org.dtbind.change.NodesEntry.GivenNode;
import org.dtbind.change.Outcome;
import org.dtbind.change.SinglePlan;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Result;
import org.dtbind.change.result.Result.Failed;

/**
 * The plan for an aggregator, or its result.
 *
 * @param name the aggregator's name
 * @param result the result; {@link Result.Planned} if there is something to do
 * @param deletion the deletion of an aggregator that is not declared or differs from the
 *     declaration; empty if none is deleted
 * @param creation the creation; empty if none is created
 */
public record AggregatorPlan(
    String name,
    Result<AggregatorSubject> result,
    Optional<AggregatorChange> deletion,
    Optional<AggregatorChange> creation)
    implements Part<AggregatorSubject> {

  static AggregatorPlan ended(String name, Result<AggregatorSubject> result) {
    return new AggregatorPlan(name, result, Optional.empty(), Optional.empty());
  }

  /** {@return whether there is something to do} */
  public boolean pending() {
    return result.pending();
  }

  static AggregatorPlan rejected(String name, Problem why) {
    return ended(name, Result.rejected(why));
  }

  /**
   * {@return this plan with its result}
   *
   * @param end the result
   */
  public AggregatorPlan ended(Result<AggregatorSubject> end) {
    return ended(name, end);
  }

  /**
   * {@return this plan with its result as one of several plans: its problem names the aggregator}
   *
   * @param outcome the outcome of all plans
   * @param only whether this plan is all that was requested
   */
  public AggregatorPlan ended(Outcome outcome, boolean only) {
    Result<AggregatorSubject> end = outcome.result(this, only);
    return ended(
        end instanceof Failed<AggregatorSubject> failed && outcome.isAt(changes())
            ? new Failed<>(
                failed.subject(),
                failed.problem().message(name + ": " + failed.problem().message()),
                failed.notRestored())
            : end);
  }

  /**
   * {@return this plan, to be carried out alone}
   *
   * @param planner makes the plan again while the lock is held
   */
  SinglePlan<AggregatorSubject> alone(
      Function<LoadedModules, SinglePlan<AggregatorSubject>> planner) {
    return new SinglePlan<>(
        result, Optional.<Part<AggregatorSubject>>of(this).filter(any -> pending()), planner);
  }

  /** The deletion, then the creation. */
  @Override
  public List<AggregatorChange> changes() {
    return Stream.concat(deletion.stream(), creation.stream()).toList();
  }

  @Override
  public List<GivenNode> nodes() {
    return changes().stream().flatMap(change -> change.nodes().stream()).toList();
  }

  @Override
  public AggregatorSubject former() {
    return AggregatorSubject.named(name);
  }

  @Override
  public boolean begun() {
    return changes().stream().anyMatch(AggregatorChange::begun);
  }

  @Override
  public Result<AggregatorSubject> done(List<String> notes) {
    return creation.or(() -> deletion).orElseThrow().done(notes);
  }

  /** {@return the path of the file that declares the aggregator for each boot, if it is removed} */
  public Optional<String> removedDeclaration() {
    return deletion.flatMap(AggregatorChange::declaration);
  }

  /** {@return the path of the file that declares the aggregator for each boot, if it is written} */
  public Optional<String> writtenDeclaration() {
    return creation.flatMap(AggregatorChange::declaration);
  }

  /**
   * {@return this plan, whose deletion also removes files that aggregators share}
   *
   * @param shared the removals
   */
  public AggregatorPlan removing(List<FileChange> shared) {
    return new AggregatorPlan(
        name, result, deletion.map(change -> change.removing(shared)), creation);
  }
}
